package charwise.cli.compare;

import charwise.cli.compare.sweep.StepBudget;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code compare-gates} command asks for, checked as far as it can be without reading a
 * file. Empty lists stand for what was left open.
 *
 * @param sizes the cells, and what is made equal for them
 * @param seeds how many runs each cell has
 * @param seed that of the first; the others follow on it
 * @param budget how long a run may be
 * @param threads how many threads to compute with
 */
record CompareConfiguration(
    Data data,
    CellSizes sizes,
    int seeds,
    long seed,
    StepBudget budget,
    Files files,
    int threads) {

  /**
   * What cells are compared on.
   *
   * @param corpora the CORPUS arguments; empty for the default text
   * @param column the column or field to read of each text, a record a line
   * @param lags the lags to measure at
   * @param learningRates those to try
   */
  record Data(
      List<String> corpora,
      @Nullable String column,
      List<Integer> lags,
      List<Double> learningRates) {}

  /**
   * Where results go besides standard output.
   *
   * @param csv the file of runs
   * @param resume whether to go on with the runs that it lacks
   * @param curve the file of evaluations
   * @param json whether standard output gets JSON
   */
  record Files(
      @Nullable Path csv,
      boolean resume,
      @Nullable Path curve,
      @Nullable Path plot,
      boolean json) {}
}
