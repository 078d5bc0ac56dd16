package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.engine.comparison.Factor;
import charwise.engine.comparison.GradientHorizon;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.Variant;
import charwise.engine.comparison.sweep.Baselines;
import charwise.engine.comparison.sweep.Comparison;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.comparison.sweep.SizeClass;
import charwise.engine.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The result of a comparison for people: a table with a line for each contender and each baseline,
 * and below it what its figures cover, and the verdicts.
 *
 * @param costs of shapes, where networks are compared; else empty
 */
record CompareTable(
    ComparisonData data,
    ContenderSizes sizes,
    ShapeNames names,
    Map<Shape, NetworkCosts> costs,
    Console console) {
  private static final double MEGABYTE = 1e6;

  /** The lines. Where the table is wider than the terminal, the remaining columns follow below. */
  List<String> lines(Comparison comparison) {
    int room =
        console.terminal().output() ? console.terminal().columns().getAsInt() : Integer.MAX_VALUE;
    List<String> lines =
        new ArrayList<>(table(comparison).lines(console.outputStyle(), room, keys().size()));
    lines.add("");
    if (data.isRecall()) {
      lines.add("chance answers " + NumberText.fixed(ComparisonData.chance(), 2));
    }
    if (data.task().learningRates().size() > 1 && !comparison.learningRates().isEmpty()) {
      lines.add(learningRates(comparison));
    }
    lines.add(coverage(comparison));
    for (SizeClass size : comparison.sizes()) {
      if (size.shapes().size() == 1 && comparison.sizes().size() > 1) {
        continue;
      }
      String sentence = new VerdictText(names, data.task().lags()).of(comparison.verdict(size));
      boolean only = comparison.sizes().size() == 1;
      lines.add(
          console.outputStyle().bold(only ? sentence : sizes.description(size) + ": " + sentence));
    }
    return lines;
  }

  /** Which part of the data the figures are from, and what an interval covers. */
  private String coverage(Comparison comparison) {
    long seeds =
        comparison.results().stream().map(result -> result.run().seed()).distinct().count();
    return "measured on a part that nothing was chosen by; ± is the 95 % interval over "
        + (seeds == 1 ? "1 seed" : seeds + " seeds")
        + (data.isItems() ? ", on these data" : ", on this text")
        + ", at one learning rate each.";
  }

  /** The columns that say to which contender a line belongs. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("cell"));
    names.others().forEach(factor -> keys.add(heading(factor)));
    keys.addAll(List.of("layers", "hidden"));
    return keys;
  }

  private static String heading(Factor factor) {
    return factor == Factor.REVERSE_SOURCE ? "source" : factor.key();
  }

  private static String cell(Factor factor, Variant variant) {
    return factor == Factor.REVERSE_SOURCE
        ? variant.reverseSource() ? "reversed" : "in order"
        : factor.value(variant);
  }

  private TextTable table(Comparison comparison) {
    List<String> header = new ArrayList<>(keys());
    int words = header.size() - 2;
    header.addAll(List.of("parameters", measure(comparison)));
    if (data.isItems()) {
      header.add("steps to 90 %");
    }
    header.addAll(List.of("best seed", "chars/s", "to best"));
    if (!costs.isEmpty()) {
      header.addAll(List.of("sampled/s", "memory"));
    }
    if (!data.isItems()) {
      header.add("horizon");
    }
    data.task().lags().forEach(lag -> header.add(data.task().measureName() + " " + lag));
    Baselines baselines = comparison.baselines();
    if (baselines != null) {
      header.add("beats");
    }
    IntStream texts =
        IntStream.concat(
            IntStream.range(0, words), IntStream.of(header.indexOf(measure(comparison))));
    int last = header.size() - 1;
    var table =
        new TextTable(
            header,
            (baselines == null ? texts : IntStream.concat(texts, IntStream.of(last))).toArray());
    for (SizeClass size : comparison.sizes()) {
      comparison.contenders(size).forEach(one -> table.add(row(one, comparison)));
    }
    for (int order = 0; baselines != null && order <= baselines.bits().size(); order++) {
      table.add(scale(Baselines.name(order), baselines.bits(order)));
    }
    comparison.floors().forEach((name, value) -> table.add(scale(name, value)));
    return table;
  }

  private List<String> scale(String name, double value) {
    List<String> row = new ArrayList<>(List.of(name));
    row.addAll(Collections.nCopies(keys().size(), ""));
    row.add(NumberText.fixed(value, 3));
    return row;
  }

  private String measure(Comparison comparison) {
    return data.isItems() ? VerdictText.metricName(comparison.results().getFirst()) : "bits/char";
  }

  private List<String> row(Contender contender, Comparison comparison) {
    Variant variant = contender.shape().variant();
    List<String> row = new ArrayList<>();
    row.add(variant.kind().label());
    names.others().forEach(factor -> row.add(cell(factor, variant)));
    row.add(String.valueOf(variant.layers()));
    row.add(String.valueOf(contender.shape().hiddenSize()));
    row.add(NumberText.grouped(contender.shape().parameters()));
    MeanInterval measured =
        contender.mean(data.isItems() ? run -> run.test().metric().value() : RunResult::testBits);
    row.add(interval(measured));
    if (data.isItems()) {
      row.add(stepsToGoal(contender));
    }
    row.add(String.valueOf(contender.best(comparison.criterion()).run().seed()));
    row.add(NumberText.rounded(contender.mean(RunResult::charactersPerSecond).mean()));
    row.add(NumberText.duration(contender.mean(RunResult::secondsToBest).mean()));
    NetworkCosts cost = costs.get(contender.shape());
    if (cost != null) {
      row.add(NumberText.rounded(cost.sampledPerSecond()));
      row.add(NumberText.grouped(Math.round(cost.trainingBytes() / MEGABYTE)) + " MB");
    }
    if (!data.isItems()) {
      row.add(horizon(contender));
    }
    for (int i = 0; i < data.task().lags().size(); i++) {
      int lag = i;
      double mean = contender.mean(run -> run.test().byLag().get(lag)).mean();
      row.add(Double.isNaN(mean) ? "-" : NumberText.fixed(mean, data.isText() ? 3 : 2));
    }
    Baselines baselines = comparison.baselines();
    if (baselines != null) {
      row.add(baselines.beatenBy(measured.mean()));
    }
    return row;
  }

  /** The mean of the runs that reached the goal, and how many did where not all. */
  private static String stepsToGoal(Contender contender) {
    double[] reached =
        contender.runs().stream()
            .mapToDouble(RunResult::stepsToGoal)
            .filter(Double::isFinite)
            .toArray();
    if (reached.length == 0) {
      return "-";
    }
    String mean = NumberText.grouped(Math.round(MeanInterval.of(reached).mean()));
    return reached.length == contender.runs().size()
        ? mean
        : "%s in %d of %d".formatted(mean, reached.length, contender.runs().size());
  }

  private String horizon(Contender contender) {
    int limit = GradientHorizon.limit(data.language().test());
    boolean beyond =
        contender.runs().stream().anyMatch(run -> run.test().gradientHorizon() >= limit);
    double mean = contender.mean(run -> run.test().gradientHorizon()).mean();
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
            .map(rate -> names.full(rate.getKey()) + " " + NumberText.exact(rate.getValue()))
            .collect(Collectors.joining(data.isItems() ? "; " : ", "));
  }
}
