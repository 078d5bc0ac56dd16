package charwise.cli.compare;

import charwise.engine.layer.recurrent.CellType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code compare-gates} command asks for, checked as far as it can be without reading a
 * file. Null and empty lists stand for what was left open.
 *
 * @param corpora the CORPUS arguments; empty for the default text
 * @param column the column or field to read of each text, a record a line
 * @param parameters the number of weights to match
 * @param seeds how many
 * @param seed the first of them
 * @param steps of each run
 * @param minutes of each run
 */
record CompareConfiguration(
    List<String> corpora,
    @Nullable String column,
    List<CellType> cells,
    Match match,
    @Nullable Long parameters,
    List<Integer> hiddenSizes,
    List<Integer> layers,
    int seeds,
    long seed,
    @Nullable Long steps,
    @Nullable Double minutes,
    List<Double> learningRates,
    List<Integer> lags,
    @Nullable Path csv,
    @Nullable Path curve,
    @Nullable Path plot,
    boolean json,
    boolean resume,
    int threads) {
  /** What a comparison makes equal for all cells. */
  enum Match {
    /** The number of weights. */
    PARAMETERS,
    /** The hidden size. */
    HIDDEN,
    /** The time to train, at equal hidden size. */
    TIME;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
