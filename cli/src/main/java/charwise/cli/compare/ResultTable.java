package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.Style;
import charwise.cli.console.TextTable;
import charwise.engine.comparison.GradientHorizon;
import charwise.engine.comparison.RunResult;
import charwise.engine.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.List;

/** What a comparison came to, as a table: a line for each contender, and baselines below. */
final class ResultTable {
  private static final int BITS_COLUMN = 4;

  /** Columns that say which line it is. */
  private static final int KEYS = 3;

  private final Subject subject;
  private final Baselines baselines;
  private final int horizonLimit;
  private final TextTable table;

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
    this.table = new TextTable(header, 0, BITS_COLUMN, header.size() - 1);
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
    table.add(row);
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

  /** The lines, below one another as often as it takes where they are wider than {@code room}. */
  List<String> lines(Style style, int room) {
    addBaseline("uniform", baselines.uniformBits());
    for (int order = 1; order <= baselines.bits().size(); order++) {
      addBaseline(order + "-gram", baselines.bits().get(order - 1));
    }
    return table.lines(style, room, KEYS);
  }

  private void addBaseline(String name, double bits) {
    table.add(List.of(name, "", "", "", NumberText.fixed(bits, 3)));
  }
}
