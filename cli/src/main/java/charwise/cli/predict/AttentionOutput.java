package charwise.cli.predict;

import charwise.cli.console.Console;
import charwise.cli.console.VisibleText;
import charwise.cli.plot.Heatmap;
import charwise.cli.plot.PlotFile;
import charwise.cli.plot.TerminalHeatmap;
import charwise.engine.task.transducer.Transduction;
import charwise.engine.task.transducer.Transduction.Written;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what each unit of an answer looked at: below it, in a file, as a picture. */
final class AttentionOutput implements Closeable {
  private static final String END = "end";
  private static final Heatmap.Scale SCALE = new Heatmap.Scale("attention", 0, 1);

  private final boolean below;
  private final @Nullable BufferedWriter file;
  private final @Nullable PlotFile plot;
  private final Console console;
  private long line;
  private boolean drawn;

  private AttentionOutput(
      boolean below, @Nullable BufferedWriter file, @Nullable PlotFile plot, Console console) {
    this.below = below;
    this.file = file;
    this.plot = plot;
    this.console = console;
  }

  /**
   * Opens what was asked for.
   *
   * @param below whether it is shown below answers
   */
  static AttentionOutput open(WritingOptions options, boolean below, Console console)
      throws IOException {
    PlotFile plot = options.plot == null ? null : PlotFile.of(options.plot, console);
    BufferedWriter file =
        options.attentionFile == null
            ? null
            : Files.newBufferedWriter(
                console.resolve(options.attentionFile), StandardCharsets.UTF_8);
    if (file != null) {
      file.write("line\tposition\tunit\tsource_position\tsource_unit\tweight\n");
    }
    return new AttentionOutput(below, file, plot, console);
  }

  /** Adds an answer, that to the next line. */
  void add(Transduction transduction) throws IOException {
    line++;
    if (transduction.outputs().isEmpty()) {
      return;
    }
    Written best = transduction.outputs().getFirst();
    List<float[]> weights = best.weights();
    if (weights == null) {
      return;
    }
    List<String> source = transduction.source().stream().map(VisibleText::line).toList();
    List<String> units =
        Stream.concat(best.units().stream().map(VisibleText::line), Stream.of(END))
            .limit(weights.size())
            .toList();
    if (file != null) {
      write(file, source, units, weights);
    }
    Heatmap map = heatmap(VisibleText.line(best.text()), source, units, weights);
    if (plot != null && !drawn) {
      plot.write(map);
      drawn = true;
    }
    if (below && !source.isEmpty()) {
      int columns = console.terminal().columns().getAsInt();
      console.out().println(TerminalHeatmap.rows(map, columns, console.outputStyle()));
    }
  }

  private void write(
      BufferedWriter out, List<String> source, List<String> units, List<float[]> weights)
      throws IOException {
    for (int t = 0; t < units.size(); t++) {
      for (int j = 0; j < source.size(); j++) {
        out.write(
            "%d\t%d\t%s\t%d\t%s\t%s\n"
                .formatted(line, t + 1, units.get(t), j + 1, source.get(j), weights.get(t)[j]));
      }
    }
    out.flush();
  }

  private static Heatmap heatmap(
      String title, List<String> source, List<String> units, List<float[]> weights) {
    List<float[]> columns = new ArrayList<>();
    for (int j = 0; j < source.size(); j++) {
      float[] column = new float[units.size()];
      for (int t = 0; t < column.length; t++) {
        column[t] = weights.get(t)[j];
      }
      columns.add(column);
    }
    return new Heatmap(title, source, units, columns, SCALE);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
