package charwise.cli.curves;

import charwise.cli.console.Console;
import charwise.cli.output.CsvFile;
import charwise.cli.plot.Chart;
import charwise.cli.plot.PlotFile;
import charwise.cli.plot.TerminalPlot;
import charwise.engine.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints numbers and curves on standard output, and writes them to the files asked for. */
public record CurveOutput(
    @Nullable Path csv, @Nullable PlotFile plot, boolean json, Console console) {
  /** Writes rows of the same keys to the CSV file, and to standard output as JSON. */
  public void rows(List<Map<String, @Nullable Object>> rows) throws IOException {
    if (json) {
      for (Map<String, @Nullable Object> row : rows) {
        console.out().println(Json.write(row));
      }
      console.out().flush();
    }
    if (csv == null || rows.isEmpty()) {
      return;
    }
    List<String> header = List.copyOf(rows.getFirst().keySet());
    try (var file = CsvFile.create(csv.toString(), console.resolve(csv), header)) {
      file.addAll(rows.stream().map(row -> new ArrayList<>(row.values())).toList());
    }
  }

  /** Prints lines, unless results are printed as JSON. */
  public void print(Collection<String> lines) throws IOException {
    if (!json) {
      console.out().println(lines);
      console.out().flush();
    }
  }

  /** Draws the chart on standard output, panel by panel, and into the file asked for. */
  public void draw(Chart chart) throws IOException {
    for (Chart.Panel panel : chart.panels()) {
      if (!json) {
        int columns = console.terminal().columns().getAsInt();
        print(List.of(""));
        print(TerminalPlot.lines(panel, columns, console.outputStyle()));
      }
    }
    if (plot != null) {
      plot.write(chart);
    }
  }
}
