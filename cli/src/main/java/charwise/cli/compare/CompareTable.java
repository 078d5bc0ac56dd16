package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.engine.comparison.GradientHorizon;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.Baselines;
import charwise.engine.comparison.sweep.Comparison;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.comparison.sweep.SizeClass;
import charwise.engine.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of a comparison for people: a table with a line for each contender and each baseline,
 * and below it the verdicts.
 */
record CompareTable(ComparisonData data, CellSizes sizes, Console console) {
  private static final int BITS_COLUMN = 4;

  /** The first columns, which say what a line is about. */
  private static final int KEYS = 3;

  /** The lines. Where the table is wider than the terminal, the remaining columns follow below. */
  List<String> lines(Comparison comparison) {
    int room =
        console.terminal().output() ? console.terminal().columns().getAsInt() : Integer.MAX_VALUE;
    List<String> lines =
        new ArrayList<>(table(comparison).lines(console.outputStyle(), room, KEYS));
    lines.add("");
    if (data.recall()) {
      lines.add("chance answers " + NumberText.fixed(ComparisonData.chance(), 2));
    }
    if (data.task().learningRates().size() > 1 && !comparison.learningRates().isEmpty()) {
      lines.add(learningRates(comparison));
    }
    for (SizeClass size : comparison.sizes()) {
      String sentence = VerdictText.of(comparison.verdict(size), data.task().lags());
      boolean only = comparison.sizes().size() == 1;
      lines.add(
          console.outputStyle().bold(only ? sentence : sizes.description(size) + ": " + sentence));
    }
    return lines;
  }

  private TextTable table(Comparison comparison) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "cell", "layers", "hidden", "parameters", "bits/char", "best seed", "chars/s",
                "to best", "horizon"));
    data.task().lags().forEach(lag -> header.add(data.task().measureName() + " " + lag));
    header.add("beats");
    var table = new TextTable(header, 0, BITS_COLUMN, header.size() - 1);
    Baselines baselines = comparison.baselines();
    for (SizeClass size : comparison.sizes()) {
      comparison.contenders(size).forEach(one -> table.add(row(one, baselines)));
    }
    for (int order = 0; order <= baselines.bits().size(); order++) {
      table.add(
          List.of(Baselines.name(order), "", "", "", NumberText.fixed(baselines.bits(order), 3)));
    }
    return table;
  }

  private List<String> row(Contender contender, Baselines baselines) {
    MeanInterval bits = contender.mean(RunResult::validationBits);
    List<String> row = new ArrayList<>();
    row.add(contender.cell());
    row.add(String.valueOf(contender.model().layerCount()));
    row.add(String.valueOf(contender.model().hiddenSize()));
    row.add(NumberText.grouped(contender.runs().getFirst().run().parameters()));
    row.add(interval(bits));
    row.add(String.valueOf(contender.best().run().seed()));
    row.add(NumberText.rounded(contender.mean(RunResult::charactersPerSecond).mean()));
    row.add(NumberText.duration(contender.mean(RunResult::secondsToBest).mean()));
    row.add(horizon(contender));
    for (int i = 0; i < data.task().lags().size(); i++) {
      int lag = i;
      double mean = contender.mean(run -> run.byLag().get(lag)).mean();
      row.add(NumberText.fixed(mean, data.recall() ? 2 : 3));
    }
    row.add(baselines.beatenBy(bits.mean()));
    return row;
  }

  private String horizon(Contender contender) {
    int limit = GradientHorizon.limit(data.task().text().validation());
    boolean beyond = contender.runs().stream().anyMatch(run -> run.gradientHorizon() >= limit);
    double mean = contender.mean(RunResult::gradientHorizon).mean();
    return NumberText.fixed(mean, 0) + (beyond ? "+" : "");
  }

  private static String interval(MeanInterval interval) {
    String mean = NumberText.fixed(interval.mean(), 3);
    return Double.isNaN(interval.halfWidth())
        ? mean
        : mean + " ± " + NumberText.fixed(interval.halfWidth(), 3);
  }

  private String learningRates(Comparison comparison) {
    return "peak learning rates, the best of "
        + data.task().learningRates().stream()
            .map(NumberText::exact)
            .collect(Collectors.joining(", "))
        + " in short runs: "
        + comparison.learningRates().entrySet().stream()
            .map(rate -> CellSizes.name(rate.getKey()) + " " + NumberText.exact(rate.getValue()))
            .collect(Collectors.joining(", "));
  }
}
