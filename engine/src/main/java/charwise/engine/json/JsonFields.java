package charwise.engine.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object by type.
 *
 * <p>Every accessor throws {@link IllegalArgumentException} when the field is missing or of another
 * type.
 */
public record JsonFields(Map<?, ?> json) {
  /** The fields of a value that must be an object. */
  public static JsonFields of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonFields(map);
    }
    throw new IllegalArgumentException("not an object");
  }

  /** Whether there is such a field. */
  public boolean has(String key) {
    return json.containsKey(key);
  }

  /** A text. */
  public String string(String key) {
    return get(key, String.class);
  }

  /** A whole number. */
  public long number(String key) {
    return get(key, Long.class);
  }

  /** A whole number of 32 bits. */
  public int integer(String key) {
    try {
      return Math.toIntExact(number(key));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(key + " is out of range", e);
    }
  }

  /** Any number; null, as JSON has no NaN, is NaN. */
  public double real(String key) {
    if (json.containsKey(key) && json.get(key) == null) {
      return Double.NaN;
    }
    return get(key, Number.class).doubleValue();
  }

  /** True or false. */
  public boolean flag(String key) {
    return get(key, Boolean.class);
  }

  private <T> T get(String key, Class<T> type) {
    Object value = json.get(key);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("its " + key + " is missing or wrong");
    }
    return type.cast(value);
  }
}
