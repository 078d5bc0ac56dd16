package charwise.cli.compare;

import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The result of a comparison as a picture: the validation loss during the runs, the loss of each
 * run against its number of weights, and the measure against the lag. Bands are 95 % intervals of
 * means.
 */
record ComparePlot(ComparisonData data, List<Contender> contenders) {
  Chart chart() {
    List<Panel> panels = new ArrayList<>();
    List<Series> curves = contenders.stream().flatMap(one -> curve(one).stream()).toList();
    if (!curves.isEmpty()) {
      panels.add(
          new Panel(
              "Validation loss",
              Axis.linear("Characters trained on"),
              Axis.linear("Bits per character"),
              curves));
    }
    panels.add(
        new Panel(
            "Each run by its size",
            Axis.linear("Parameters"),
            Axis.linear("Bits per character"),
            sizes()));
    if (!data.task().lags().isEmpty()) {
      panels.add(
          new Panel(
              data.recall() ? "Recall" : "Memory",
              Axis.logarithmic(
                  data.recall()
                      ? "Characters between key and question"
                      : "Characters that may be seen"),
              Axis.linear(data.recall() ? "Share of right answers" : "Bits per character"),
              contenders.stream().map(this::byLag).toList()));
    }
    return new Chart("Cells compared on " + data.name(), panels);
  }

  /** Nothing where a run lacks its curve. */
  private List<Series> curve(Contender contender) {
    int evaluations = contender.runs().stream().mapToInt(run -> run.curve().size()).min().orElse(0);
    List<Point> points =
        IntStream.range(0, evaluations)
            .mapToObj(
                i ->
                    point(
                        (double) contender.runs().getFirst().curve().get(i).characters(),
                        contender,
                        run -> run.curve().get(i).validationNats() / Loss.LN_2))
            .toList();
    return points.isEmpty() ? List.of() : List.of(Series.line(name(contender), points));
  }

  private List<Series> sizes() {
    List<Series> series = new ArrayList<>();
    for (CellType cell :
        contenders.stream().map(contender -> contender.model().cell()).distinct().toList()) {
      List<Point> points =
          contenders.stream()
              .filter(contender -> contender.model().cell() == cell)
              .flatMap(contender -> contender.runs().stream())
              .sorted(Comparator.comparingLong(run -> run.run().parameters()))
              .map(run -> Point.of((double) run.run().parameters(), run.validationBits()))
              .toList();
      series.add(new Series(cell.label(), points, SeriesStyle.MARKS));
    }
    return series;
  }

  private Series byLag(Contender contender) {
    List<Integer> lags = data.task().lags();
    List<Point> points =
        IntStream.range(0, lags.size())
            .boxed()
            .sorted(Comparator.comparing(lags::get))
            .map(i -> point(lags.get(i), contender, run -> run.byLag().get(i)))
            .toList();
    return new Series(name(contender), points, SeriesStyle.LINE_WITH_MARKS);
  }

  private static Point point(double x, Contender contender, ToDoubleFunction<RunResult> value) {
    MeanInterval mean = contender.mean(value);
    double halfWidth = Double.isNaN(mean.halfWidth()) ? 0 : mean.halfWidth();
    return new Point(x, mean.mean(), mean.mean() - halfWidth, mean.mean() + halfWidth);
  }

  /** The cell, with its size where the cell has several. */
  private String name(Contender contender) {
    boolean alone =
        contenders.stream()
                .filter(other -> other.model().cell() == contender.model().cell())
                .count()
            == 1;
    return alone ? contender.cell() : CellSizes.name(contender.model());
  }
}
