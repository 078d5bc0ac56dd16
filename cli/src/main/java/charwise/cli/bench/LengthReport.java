package charwise.cli.bench;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.curves.CurveOutput;
import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Look;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.engine.benchmark.LengthCost;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.NetworkKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures what a text costs some networks as it gets longer, and shows it. */
record LengthReport(CurveOutput output, Console console) {
  private static final List<NetworkKind> USUAL =
      Stream.of("lstm", "gru", "mingru", "sru", "mamba", "transformer")
          .map(NetworkKind::of)
          .toList();
  private static final int DIGITS = 3;
  private static final double MILLISECONDS = 1e3;

  private record Costs(NetworkKind kind, List<LengthCost> byLength) {}

  /** The networks asked for. */
  static List<NetworkKind> kinds(BenchOptions.Model model) {
    return model.kinds(USUAL);
  }

  void run(BenchOptions.Model model, List<Integer> lengths) throws IOException {
    List<Costs> all = new ArrayList<>();
    for (NetworkKind kind : kinds(model)) {
      var config =
          new LanguageModelConfig(
              model.config(kind, lengths.getLast()), (int) model.vocabularySize, 0);
      console.note("reading with " + config.title());
      all.add(new Costs(kind, LengthCost.measure(config, lengths)));
    }
    output.rows(rows(all));
    output.print(table("ms for the n-th", all, cost -> MILLISECONDS * cost.secondsPerUnit()));
    output.print(List.of(""));
    output.print(table("s for all n", all, LengthCost::secondsInAll));
    output.draw(
        new Chart(
            "",
            List.of(
                panel(
                    "The n-th character",
                    "milliseconds",
                    all,
                    cost -> MILLISECONDS * cost.secondsPerUnit()),
                panel("A text of n characters", "seconds", all, LengthCost::secondsInAll))));
  }

  private static List<Map<String, @Nullable Object>> rows(List<Costs> all) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Costs costs : all) {
      for (LengthCost cost : costs.byLength) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("network", costs.kind.label());
        row.put("length", (long) cost.length());
        row.put("milliseconds_per_char_at_length", MILLISECONDS * cost.secondsPerUnit());
        row.put("seconds_in_all", cost.secondsInAll());
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> table(String what, List<Costs> all, ToDoubleFunction<LengthCost> value) {
    List<String> header = new ArrayList<>(List.of(what));
    all.forEach(costs -> header.add(costs.kind.label()));
    var table = new TextTable(header);
    for (int i = 0; i < all.getFirst().byLength.size(); i++) {
      int row = i;
      List<String> cells = new ArrayList<>();
      cells.add(NumberText.grouped(all.getFirst().byLength.get(i).length()));
      all.forEach(
          costs ->
              cells.add(
                  NumberText.significant(value.applyAsDouble(costs.byLength.get(row)), DIGITS)));
      table.add(cells);
    }
    return table.lines(console.outputStyle());
  }

  private static Panel panel(
      String title, String unit, List<Costs> all, ToDoubleFunction<LengthCost> value) {
    return new Panel(
        title,
        Axis.logarithmic("n"),
        Axis.logarithmic(unit),
        all.stream()
            .map(
                costs ->
                    new Series(
                        costs.kind.label(),
                        costs.byLength.stream()
                            .map(cost -> Point.of(cost.length(), value.applyAsDouble(cost)))
                            .toList(),
                        SeriesStyle.LINE_WITH_MARKS,
                        Look.of(NetworkKind.all().indexOf(costs.kind))))
            .toList());
  }
}
