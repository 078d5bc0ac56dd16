package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.ResultStream;
import charwise.cli.console.Style;
import charwise.engine.comparison.GradientHorizon;
import charwise.engine.comparison.RunResult;
import charwise.engine.statistics.MeanInterval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a comparison came to, as a table: a line for each contender, and baselines below. */
final class ResultTable {
  private static final String GAP = "  ";
  private static final int BITS_COLUMN = 4;

  /** Columns that say which line it is. */
  private static final int KEYS = 3;

  private final Subject subject;
  private final Baselines baselines;
  private final int horizonLimit;
  private final List<List<String>> rows = new ArrayList<>();

  ResultTable(Subject subject, Baselines baselines) {
    this.subject = subject;
    this.baselines = baselines;
    this.horizonLimit = GradientHorizon.limit(subject.task().text().validation());
    List<String> header =
        new ArrayList<>(
            List.of(
                "cell", "layers", "hidden", "parameters", "bits/char", "best seed", "chars/s",
                "to best", "horizon"));
    subject.task().lags().forEach(lag -> header.add(subject.task().measureName() + " " + lag));
    header.add("beats");
    rows.add(header);
  }

  /** Adds a line. */
  void add(Contender contender) {
    MeanInterval bits = contender.mean(RunResult::validationBits);
    List<String> row = new ArrayList<>();
    row.add(contender.cell());
    row.add(String.valueOf(contender.model().layerCount()));
    row.add(String.valueOf(contender.model().hiddenSize()));
    row.add(NumberText.grouped(contender.runs().getFirst().run().parameters()));
    row.add(interval(bits, 3));
    row.add(String.valueOf(contender.best().run().seed()));
    row.add(NumberText.rounded(contender.mean(RunResult::charactersPerSecond).mean()));
    row.add(NumberText.duration(contender.mean(RunResult::secondsToBest).mean()));
    row.add(horizon(contender));
    for (int i = 0; i < subject.task().lags().size(); i++) {
      int lag = i;
      double mean = contender.mean(run -> run.byLag().get(lag)).mean();
      row.add(NumberText.fixed(mean, subject.recall() ? 2 : 3));
    }
    row.add(baselines.beatenBy(bits.mean()));
    rows.add(row);
  }

  private String horizon(Contender contender) {
    double mean = contender.mean(RunResult::gradientHorizon).mean();
    boolean beyond =
        contender.runs().stream().anyMatch(run -> run.gradientHorizon() >= horizonLimit);
    return NumberText.fixed(mean, 0) + (beyond ? "+" : "");
  }

  private static String interval(MeanInterval interval, int digits) {
    String mean = NumberText.fixed(interval.mean(), digits);
    return Double.isNaN(interval.halfWidth())
        ? mean
        : mean + " ± " + NumberText.fixed(interval.halfWidth(), digits);
  }

  /**
   * Prints it. Where it is too wide, the columns that are left follow below, as often as it takes.
   *
   * @param room how wide it may be, in characters
   */
  void print(ResultStream out, Style style, int room) throws IOException {
    addBaseline("uniform", baselines.uniformBits());
    for (int order = 1; order <= baselines.bits().size(); order++) {
      addBaseline(order + "-gram", baselines.bits().get(order - 1));
    }
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    for (int from = KEYS; from < widths.length; ) {
      List<Integer> columns = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
      do {
        columns.add(from++);
      } while (from < widths.length && width(columns, widths) + widths[from] <= room);
      print(columns, widths, out, style);
      if (from < widths.length) {
        out.println("");
      }
    }
  }

  private static int width(List<Integer> columns, int[] widths) {
    return columns.stream().mapToInt(c -> widths[c] + GAP.length()).sum();
  }

  private void print(List<Integer> columns, int[] widths, ResultStream out, Style style)
      throws IOException {
    for (List<String> row : rows) {
      String line = line(row, columns, widths);
      if (row.equals(rows.getFirst())) {
        out.println(style.bold(line));
      } else if (columns.stream().anyMatch(c -> c >= KEYS && c < row.size())) {
        out.println(line);
      }
    }
  }

  private void addBaseline(String name, double bits) {
    rows.add(List.of(name, "", "", "", NumberText.fixed(bits, 3)));
  }

  /** Words to the left, numbers to the right; bits so that their dots are in line. */
  private static String line(List<String> row, List<Integer> columns, int[] widths) {
    var line = new StringBuilder();
    for (int c : columns) {
      boolean left = c == 0 || c == BITS_COLUMN || c == widths.length - 1;
      String cell = c < row.size() ? row.get(c) : "";
      String padding = " ".repeat(widths[c] - cell.length());
      line.append(left ? cell + padding : padding + cell).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
