package charwise.cli.predict;

import charwise.cli.console.Console;
import charwise.cli.console.VisibleText;
import charwise.cli.plot.AttentionMap;
import charwise.cli.plot.Heatmap;
import charwise.cli.plot.PlotFile;
import charwise.cli.plot.TerminalHeatmap;
import charwise.engine.task.Alignment;
import charwise.engine.task.Answer;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what each unit of an answer looked at: below it, in a file, as a picture. */
final class AttentionOutput implements Closeable {
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
  void add(Answer answer) throws IOException {
    line++;
    Alignment alignment = answer.alignment();
    if (alignment == null || alignment.source().isEmpty()) {
      return;
    }
    if (file != null) {
      write(file, alignment);
    }
    boolean draws = plot != null && !drawn;
    if (!below && !draws) {
      return;
    }
    Heatmap map =
        AttentionMap.of(
            answer.best().prediction(), alignment.source(), alignment.units(), alignment.weights());
    if (plot != null && draws) {
      plot.write(map);
      drawn = true;
    }
    if (below) {
      int columns = console.terminal().columns().getAsInt();
      console.out().println(TerminalHeatmap.rows(map, columns, console.outputStyle()));
    }
  }

  private void write(BufferedWriter out, Alignment alignment) throws IOException {
    List<String> source = alignment.source().stream().map(VisibleText::line).toList();
    List<float[]> weights = alignment.weights();
    List<String> units = AttentionMap.rows(alignment.units(), weights.size());
    for (int t = 0; t < units.size(); t++) {
      for (int j = 0; j < source.size(); j++) {
        out.write(
            "%d\t%d\t%s\t%d\t%s\t%s\n"
                .formatted(line, t + 1, units.get(t), j + 1, source.get(j), weights.get(t)[j]));
      }
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
