package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.VisibleText;
import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.engine.statistics.BootstrapInterval;
import charwise.engine.statistics.WilsonInterval;
import charwise.engine.task.transducer.TransducerJudge.Judgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How good answers to texts are: over all texts, and by the length of the text. */
final class TransductionFigures {
  private static final int RESAMPLES = 1000;
  private static final long SEED = 42;

  private final List<Judgement> judgements = new ArrayList<>();

  /** By the least length of a range, a power of two. */
  private final Map<Integer, Counts> byLength = new TreeMap<>();

  /** What inputs of one range of lengths came to. */
  private static final class Counts {
    long items;
    long right;
    long edits;
    long units;

    void add(Judgement judgement) {
      items++;
      right += judgement.isRight() ? 1 : 0;
      edits += judgement.edits();
      units += judgement.targetUnits();
    }

    double accuracy() {
      return (double) right / items;
    }

    double errorRate() {
      return (double) edits / units;
    }
  }

  /** Adds the answer to a text. */
  void add(String input, Judgement judgement) {
    judgements.add(judgement);
    int length = input.codePointCount(0, input.length());
    byLength.computeIfAbsent(Integer.highestOneBit(length), r -> new Counts()).add(judgement);
  }

  /** How many texts have characters that the model has never seen. */
  long unknown() {
    return judgements.stream().filter(judgement -> judgement.unknown() > 0).count();
  }

  private WilsonInterval accuracy() {
    return WilsonInterval.of(
        judgements.stream().filter(Judgement::isRight).count(), judgements.size());
  }

  private BootstrapInterval errorRate() {
    return BootstrapInterval.of(
        judgements.size(),
        RESAMPLES,
        SEED,
        items -> {
          long edits = 0;
          long units = 0;
          for (int item : items) {
            edits += judgements.get(item).edits();
            units += judgements.get(item).targetUnits();
          }
          return (double) edits / units;
        });
  }

  /** The mean over all that the model can write; NaN where that is nothing. */
  private double nats() {
    double sum = 0;
    long units = 0;
    for (Judgement judgement : judgements) {
      if (Double.isFinite(judgement.nats())) {
        sum += judgement.nats();
        units += judgement.natsUnits();
      }
    }
    return sum / units;
  }

  private long impossible() {
    return judgements.stream().filter(judgement -> !Double.isFinite(judgement.nats())).count();
  }

  /** All figures. */
  Map<String, @Nullable Object> json() {
    WilsonInterval accuracy = accuracy();
    BootstrapInterval errorRate = errorRate();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("items", (long) judgements.size());
    json.put("nats", nats());
    json.put("accuracy", accuracy.share());
    json.put("accuracy_low", accuracy.low());
    json.put("accuracy_high", accuracy.high());
    json.put("error_rate", errorRate.value());
    json.put("error_rate_low", errorRate.low());
    json.put("error_rate_high", errorRate.high());
    json.put("impossible", impossible());
    List<Object> ranges = new ArrayList<>();
    byLength.forEach(
        (from, counts) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("from", (long) from);
          one.put("to", (long) Math.max(0, 2 * from - 1));
          one.put("items", counts.items);
          one.put("accuracy", counts.accuracy());
          one.put("error_rate", counts.errorRate());
          ranges.add(one);
        });
    json.put("by_length", ranges);
    return json;
  }

  /**
   * Prints the figures for people.
   *
   * @param lossUnit what the loss is a mean over
   * @param lengths whether to print those by length, too
   */
  void print(String lossUnit, boolean lengths, Console console) throws IOException {
    WilsonInterval accuracy = accuracy();
    BootstrapInterval errorRate = errorRate();
    console
        .out()
        .println(
            "accuracy %s (95 %% interval %s to %s) on %s items"
                .formatted(
                    share(accuracy.share()),
                    share(accuracy.low()),
                    share(accuracy.high()),
                    NumberText.grouped(judgements.size())));
    console
        .out()
        .println(
            "error rate %s (%s to %s) by unit, %s nats/%s"
                .formatted(
                    share(errorRate.value()),
                    share(errorRate.low()),
                    share(errorRate.high()),
                    NumberText.fixed(nats(), 4),
                    lossUnit));
    if (impossible() > 0) {
      console
          .out()
          .println(
              NumberText.grouped(impossible())
                  + " right answers are such that the model cannot write them");
    }
    if (lengths) {
      var table = new TextTable(List.of("characters", "items", "accuracy", "error rate"));
      byLength.forEach(
          (from, counts) ->
              table.add(
                  List.of(
                      from < 2 ? String.valueOf(from) : from + "-" + (2 * from - 1),
                      NumberText.grouped(counts.items),
                      share(counts.accuracy()),
                      share(counts.errorRate()))));
      console.out().println("");
      console.out().println(table.lines(console.outputStyle()));
    }
    console.out().flush();
  }

  private static String share(double value) {
    return NumberText.fixed(value, 4);
  }

  /** Both figures by the length of the input, at the middle of each range. */
  Chart chart(String model) {
    List<Point> accuracy = new ArrayList<>();
    List<Point> errorRate = new ArrayList<>();
    byLength.forEach(
        (from, counts) -> {
          WilsonInterval interval = WilsonInterval.of(counts.right, counts.items);
          double length = from + Math.max(0, from - 1) / 2.0;
          accuracy.add(new Point(length, interval.share(), interval.low(), interval.high()));
          errorRate.add(Point.of(length, counts.errorRate()));
        });
    return new Chart(
        VisibleText.line(model),
        List.of(
            new Panel(
                "By length",
                Axis.linear("Characters of the input"),
                Axis.linear("Share"),
                List.of(
                    new Series("accuracy", accuracy, SeriesStyle.LINE_WITH_MARKS),
                    new Series("error rate", errorRate, SeriesStyle.LINE_WITH_MARKS)))));
  }
}
