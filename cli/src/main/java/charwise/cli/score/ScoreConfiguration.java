package charwise.cli.score;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to score, and how to print it.
 *
 * @param model the model file
 * @param files the texts; {@code -} is standard input
 * @param column the column or field to score, or null for the whole texts
 * @param by what a row is about
 * @param show whether the text itself is shown instead of rows
 * @param sort whether the most surprising row comes first
 * @param top how many rows at most; 0 for all
 * @param reset when the state starts afresh, or null for what suits the model
 * @param threads how many threads to compute with
 * @param json whether rows are JSON objects
 */
record ScoreConfiguration(
    Path model,
    List<String> files,
    @Nullable String column,
    Grain by,
    boolean show,
    boolean sort,
    int top,
    @Nullable ResetPoint reset,
    int threads,
    boolean json) {
  /** What a row of a table is about. */
  enum Grain {
    /** A whole file. */
    FILE,
    /** A line of a file. */
    LINE,
    /** A single character. */
    CHAR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When a model's state starts afresh while it reads texts. */
  enum ResetPoint {
    /** At each line. */
    LINE,
    /** At each file. */
    FILE,
    /** Only at the very beginning. */
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
