package charwise.engine.task.tagger;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes most often with a key; of what goes equally often, what was met first. */
final class MostFrequent {
  private final Map<String, Value> values = new HashMap<>();

  /** A value of a key, how often it was met, and the next of that key. */
  private static final class Value {
    private final String value;
    private final @Nullable Value earlier;
    private long count;

    Value(String value, @Nullable Value earlier) {
      this.value = value;
      this.earlier = earlier;
    }
  }

  void add(String key, String value) {
    Value last = values.get(key);
    Value known = last;
    while (known != null && !known.value.equals(value)) {
      known = known.earlier;
    }
    if (known == null) {
      known = new Value(value, last);
      values.put(key, known);
    }
    known.count++;
  }

  /** The value, or null if the key was never met. */
  @Nullable String of(String key) {
    Value best = values.get(key);
    for (Value value = best; value != null; value = value.earlier) {
      best = best == null || value.count >= best.count ? value : best;
    }
    return best == null ? null : best.value;
  }

  /** How often the key was met. */
  long count(String key) {
    long count = 0;
    for (Value value = values.get(key); value != null; value = value.earlier) {
      count += value.count;
    }
    return count;
  }
}
