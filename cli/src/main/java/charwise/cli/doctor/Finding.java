package charwise.cli.doctor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding about one thing.
 *
 * @param concern what will be slow or go wrong and what to do about it; null if all is fine
 * @param values the facts for programs, by names in snake_case
 */
record Finding(
    String topic, @Nullable String concern, String facts, Map<String, @Nullable Object> values) {}
