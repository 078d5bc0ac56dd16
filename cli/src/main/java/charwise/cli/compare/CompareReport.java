package charwise.cli.compare;

import charwise.cli.compare.sweep.Comparison;
import charwise.cli.console.Console;
import charwise.cli.plot.PlotFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Prints the result of a comparison on standard output. */
final class CompareReport {
  private CompareReport() {}

  /**
   * Prints the result, and draws it where that was asked for.
   *
   * @param json whether as JSON objects, not as a table
   * @param plot where to draw it, or null
   */
  static void print(
      Comparison comparison,
      ComparisonData data,
      CellSizes sizes,
      boolean json,
      @Nullable PlotFile plot,
      Console console)
      throws IOException {
    try {
      console
          .out()
          .println(
              json
                  ? new CompareJson(data, sizes).lines(comparison)
                  : new CompareTable(data, sizes, console).lines(comparison));
      console.out().flush();
    } finally {
      if (plot != null) { // even if nobody reads the rest
        plot.write(new ComparePlot(data, comparison.contenders()).chart());
      }
    }
  }
}
