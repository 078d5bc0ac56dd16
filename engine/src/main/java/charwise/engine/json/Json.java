package charwise.engine.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259), read strictly and written on one line. Objects are {@link Map}s in the order of
 * their keys, arrays {@link List}s, numbers {@link Long} or {@link Double}, and {@code null} is
 * null.
 */
public final class Json {
  /** The deepest nesting of arrays and objects that is read. */
  public static final int MAXIMUM_DEPTH = 64;

  /** The most values, keys not counted, that one text may have. */
  public static final int MAXIMUM_VALUES = 200_000;

  private Json() {}

  /**
   * Reads one JSON value from UTF-8. Refused, beyond what the grammar forbids: malformed UTF-8, a
   * key that is twice in one object, half a surrogate pair, a number beyond the range of a double,
   * nesting deeper than {@link #MAXIMUM_DEPTH}, more values than {@link #MAXIMUM_VALUES}. Integers
   * become {@link Long} where they fit, all other numbers {@link Double}.
   *
   * @throws JsonException if the text is refused
   */
  public static @Nullable Object parse(byte[] utf8) throws JsonException {
    return new JsonParser(utf8, false).parse();
  }

  /**
   * Reads one JSON value, as {@link #parse(byte[])} does. Half a surrogate pair that is not
   * escaped, which UTF-8 cannot hold, counts as a question mark.
   *
   * @throws JsonException if the text is refused
   */
  public static @Nullable Object parse(String text) throws JsonException {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one JSON value, as {@link #parse(String)} does, but leaves numbers as they are written:
   * they become strings.
   *
   * @throws JsonException if the text is refused
   */
  public static @Nullable Object parseWithNumbersAsText(String text) throws JsonException {
    return new JsonParser(text.getBytes(StandardCharsets.UTF_8), true).parse();
  }

  /**
   * Writes a value on one line, without blanks. Floating-point numbers get the shortest form that
   * reads back the same; NaN and the infinities, which JSON lacks, become {@code null}. Control
   * characters and the marks that reorder a line are escaped, so that the line is safe to show;
   * half a surrogate pair becomes U+FFFD.
   *
   * @param value a {@link Map} with {@link String} keys, a {@link List}, a {@link String}, a {@link
   *     Boolean}, null, or a {@link Number} among Byte, Short, Integer, Long, Float and Double; the
   *     same holds for what is in it
   * @throws IllegalArgumentException if it is anything else
   */
  public static String write(@Nullable Object value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    switch (value) {
      case null -> json.append("null");
      case String text -> writeString(text, json);
      case Boolean truth -> json.append(truth.booleanValue());
      case Byte number -> json.append(number.intValue());
      case Short number -> json.append(number.intValue());
      case Integer number -> json.append(number.intValue());
      case Long number -> json.append(number.longValue());
      case Float number -> json.append(Float.isFinite(number) ? Float.toString(number) : "null");
      case Double number -> json.append(Double.isFinite(number) ? Double.toString(number) : "null");
      case Map<?, ?> object -> writeObject(object, json);
      case List<?> array -> writeArray(array, json);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static void writeObject(Map<?, ?> object, StringBuilder json) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new IllegalArgumentException("a JSON key must be a string, not " + entry.getKey());
      }
      json.append(separator);
      writeString(key, json);
      json.append(':');
      write(entry.getValue(), json);
      separator = ',';
    }
    json.append(object.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(List<?> array, StringBuilder json) {
    char separator = '[';
    for (Object element : array) {
      json.append(separator);
      write(element, json);
      separator = ',';
    }
    json.append(array.isEmpty() ? "[]" : "]");
  }

  private static void writeString(String text, StringBuilder json) {
    json.append('"');
    text.codePoints().forEach(codePoint -> writeCodePoint(codePoint, json));
    json.append('"');
  }

  private static void writeCodePoint(int codePoint, StringBuilder json) {
    switch (codePoint) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\b' -> json.append("\\b");
      case '\f' -> json.append("\\f");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (Character.getType(codePoint) == Character.SURROGATE) {
          json.append('\uFFFD');
        } else if (isUnsafeToShow(codePoint)) {
          json.append("\\u").append(HexFormat.of().toHexDigits((char) codePoint));
        } else {
          json.appendCodePoint(codePoint);
        }
      }
    }
  }

  /**
   * Whether a terminal might do more with a character than draw it: controls, line separators, and
   * the marks that embed, override or isolate a direction of writing.
   */
  private static boolean isUnsafeToShow(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default ->
          (codePoint >= 0x202A && codePoint <= 0x202E)
              || (codePoint >= 0x2066 && codePoint <= 0x2069);
    };
  }
}
