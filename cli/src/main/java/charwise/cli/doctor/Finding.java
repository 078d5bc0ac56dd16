package charwise.cli.doctor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding about one thing.
 *
 * @param topic what it is about, in a word
 * @param concern what will be slow or go wrong and what to do about it; null if all is fine
 * @param facts in a few words
 * @param values the same for programs, by names in snake_case
 */
record Finding(
    String topic, @Nullable String concern, String facts, Map<String, @Nullable Object> values) {}
