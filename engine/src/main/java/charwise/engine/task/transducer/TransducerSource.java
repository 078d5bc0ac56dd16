package charwise.engine.task.transducer;

import java.util.Arrays;
import java.util.List;

/**
 * What a transducer reads.
 *
 * @param input the text
 * @param features what is known of it besides; read before it, a unit each
 */
public record TransducerSource(String input, List<String> features) {
  /** Keeps a copy of the list. */
  public TransducerSource {
    features = List.copyOf(features);
  }

  /** A text alone. */
  public static TransducerSource of(String input) {
    return new TransducerSource(input, List.of());
  }

  /** A text and, after a tab each, columns of features. */
  public static TransducerSource ofColumns(String line) {
    String[] columns = line.split("\t", -1);
    return new TransducerSource(
        columns[0],
        Arrays.stream(columns).skip(1).flatMap(column -> features(column).stream()).toList());
  }

  /** The features in a column, between semicolons: {@code V;PST} are two. */
  public static List<String> features(String column) {
    return Arrays.stream(column.split(";", -1))
        .map(String::strip)
        .filter(feature -> !feature.isEmpty())
        .toList();
  }

  /** The same with no more than so many units in all. */
  TransducerSource cut(int units) {
    int left = Math.max(0, units - features.size());
    return input.codePointCount(0, input.length()) <= left
        ? this
        : new TransducerSource(
            input.substring(0, input.offsetByCodePoints(0, left)),
            features.subList(0, Math.min(units, features.size())));
  }
}
