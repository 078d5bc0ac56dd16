package charwise.cli.compare;

import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Level;
import charwise.cli.plot.Chart.Look;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.engine.comparison.Factor;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.sweep.Baselines;
import charwise.engine.comparison.sweep.Comparison;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.loss.Loss;
import charwise.engine.statistics.MeanInterval;
import charwise.engine.task.language.NetworkKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The result of a comparison as a picture: what size or depth is worth, where there are several,
 * the measure at each lag or length, and how runs went. Bands are 95 % intervals of means.
 */
record ComparePlot(ComparisonData data, ShapeNames names, Comparison comparison) {
  Chart chart() {
    return new Chart(
        "Compared on " + data.name(),
        Stream.of(sizes(), byLag(), course()).flatMap(List::stream).toList());
  }

  private List<Panel> byLag() {
    if (data.task().lags().size() < 2) {
      return List.of();
    }
    List<Series> series = contenders().map(this::byLag).toList();
    if (data.isItems()) {
      String metric = VerdictText.metricName(comparison.results().getFirst());
      return List.of(
          new Panel(
              "What becomes of longer inputs",
              Axis.linear("Characters of the input"),
              Axis.share(capital(metric) + " on the test part"),
              series,
              floors()));
    }
    return List.of(
        data.isRecall()
            ? new Panel(
                "What is remembered",
                Axis.logarithmic("Characters between key and question"),
                Axis.share("Share of right answers"),
                series,
                List.of(new Level("chance", ComparisonData.chance())))
            : new Panel(
                "What more context is worth",
                Axis.logarithmic("Characters that may be seen"),
                Axis.linear("Bits per character of the test part"),
                series,
                levels()));
  }

  /** Nothing where a run lacks its curve. */
  private List<Panel> course() {
    List<Series> curves = contenders().flatMap(one -> curve(one).stream()).toList();
    if (curves.isEmpty() || data.isRecall()) {
      return List.of();
    }
    String metric = VerdictText.metricName(comparison.results().getFirst());
    return List.of(
        data.isItems()
            ? new Panel(
                "How soon it is learnt",
                Axis.linear("Steps"),
                Axis.share(capital(metric) + " on the validation part"),
                curves,
                List.of(new Level("90 %", RunResult.GOAL)))
            : new Panel(
                "How soon it is learnt",
                Axis.linear("Characters trained on"),
                Axis.linear("Bits per character of the validation part"),
                curves,
                levels()));
  }

  private List<Panel> sizes() {
    if (comparison.sizes().size() < 2) {
      return List.of();
    }
    boolean depth = names.varying().contains(Factor.LAYERS);
    String title = depth ? "What depth is worth" : "What size is worth";
    Axis size = depth ? Axis.linear("Layers") : Axis.logarithmic("Parameters");
    return List.of(
        data.isItems()
            ? new Panel(
                title,
                size,
                Axis.share(
                    capital(VerdictText.metricName(comparison.results().getFirst()))
                        + " on the test part"),
                bySize(run -> run.test().metric().value()),
                floors())
            : new Panel(
                title,
                size,
                Axis.linear("Bits per character of the test part"),
                bySize(RunResult::testBits),
                levels()));
  }

  private Stream<Contender> contenders() {
    return comparison.contenders().stream();
  }

  private List<Level> floors() {
    return comparison.floors().entrySet().stream()
        .map(floor -> new Level(floor.getKey(), floor.getValue()))
        .toList();
  }

  private List<Level> levels() {
    Baselines baselines = comparison.baselines();
    return baselines == null
        ? List.of()
        : IntStream.rangeClosed(0, baselines.bits().size())
            .mapToObj(order -> new Level(Baselines.name(order), baselines.bits(order)))
            .toList();
  }

  private List<Series> curve(Contender contender) {
    int evaluations = contender.runs().stream().mapToInt(run -> run.curve().size()).min().orElse(0);
    List<Point> points =
        IntStream.range(0, evaluations).mapToObj(i -> coursePoint(contender, i)).toList();
    return points.isEmpty()
        ? List.of()
        : List.of(
            new Series(name(contender.shape()), points, SeriesStyle.LINE, look(contender.shape())));
  }

  private Point coursePoint(Contender contender, int i) {
    RunResult.Point first = contender.runs().getFirst().curve().get(i);
    return data.isItems()
        ? point((double) first.step(), contender, run -> run.curve().get(i).metric())
        : point(
            (double) first.characters(),
            contender,
            run -> run.curve().get(i).validationNats() / Loss.LN_2);
  }

  private List<Series> bySize(ToDoubleFunction<RunResult> value) {
    List<Series> series = new ArrayList<>();
    for (String brief :
        contenders().map(contender -> names.brief(contender.shape())).distinct().toList()) {
      List<Contender> alike =
          contenders()
              .filter(contender -> names.brief(contender.shape()).equals(brief))
              .sorted(Comparator.comparingDouble(contender -> size(contender.shape())))
              .toList();
      series.add(
          new Series(
              brief,
              alike.stream().map(one -> point(size(one.shape()), one, value)).toList(),
              SeriesStyle.LINE_WITH_MARKS,
              briefLook(alike.getFirst().shape())));
    }
    return series;
  }

  private double size(Shape shape) {
    return names.varying().contains(Factor.LAYERS)
        ? shape.variant().layers()
        : (double) shape.parameters();
  }

  private Series byLag(Contender contender) {
    List<Integer> lags = data.task().lags();
    List<Point> points =
        IntStream.range(0, lags.size())
            .boxed()
            .sorted(Comparator.comparing(lags::get))
            .map(i -> point(lags.get(i), contender, run -> run.test().byLag().get(i)))
            .toList();
    return new Series(
        name(contender.shape()), points, SeriesStyle.LINE_WITH_MARKS, look(contender.shape()));
  }

  /** The interval of a share ends where shares do. */
  private static Point point(double x, Contender contender, ToDoubleFunction<RunResult> value) {
    MeanInterval mean = contender.mean(value);
    double halfWidth = Double.isNaN(mean.halfWidth()) ? 0 : mean.halfWidth();
    boolean share = contender.runs().getFirst().test().metric().higherIsBetter();
    double low = mean.mean() - halfWidth;
    double high = mean.mean() + halfWidth;
    return new Point(
        x, mean.mean(), share ? Math.max(0, low) : low, share ? Math.min(1, high) : high);
  }

  /** The brief name, with the size where there are several. */
  private String name(Shape shape) {
    return comparison.sizes().size() == 1 ? names.brief(shape) : names.full(shape);
  }

  /** Sizes of one kind have one colour and differ in their dashes. */
  private Look look(Shape shape) {
    Look brief = briefLook(shape);
    int sizes = comparison.sizes().size();
    return sizes == 1
        ? brief
        : new Look(
            brief.color(),
            IntStream.range(0, sizes)
                .filter(i -> comparison.sizes().get(i).shapes().contains(shape))
                .findFirst()
                .orElse(0));
  }

  /** A cell looks the same in every picture; so does anything else by its place among its kind. */
  private Look briefLook(Shape shape) {
    if (names.others().findAny().isEmpty()) {
      return Look.of(NetworkKind.all().indexOf(shape.variant().kind()));
    }
    List<String> briefs =
        comparison.sizes().stream()
            .flatMap(size -> size.shapes().stream())
            .map(names::brief)
            .distinct()
            .toList();
    return Look.of(briefs.indexOf(names.brief(shape)));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
