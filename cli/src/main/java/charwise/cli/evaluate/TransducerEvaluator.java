package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.evaluate.EvaluationOutput.Wrong;
import charwise.cli.pairs.AnsweredPairs;
import charwise.cli.pairs.LocatedPair;
import charwise.cli.pairs.PairOptions;
import charwise.cli.pairs.PairSources;
import charwise.cli.pairs.PairStream;
import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.cli.plot.PlotFile;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.statistics.BootstrapInterval;
import charwise.engine.statistics.WilsonInterval;
import charwise.engine.task.Alignment;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.SavedTransducer;
import charwise.engine.task.transducer.TransducerJudge;
import charwise.engine.task.transducer.TransducerJudge.Judgement;
import charwise.engine.task.transducer.TransducerJudge.Question;
import charwise.engine.task.transducer.TransducerPredictor;
import charwise.engine.task.transducer.TransducerSource;
import charwise.engine.task.transducer.Transduction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How good a transducer is on texts and their right answers. */
final class TransducerEvaluator {
  private static final int QUESTIONS = 4096;
  private static final int RESAMPLES = 1000;
  private static final long SEED = 42;

  private final SavedTransducer saved;
  private final TransducerJudge judge;
  private final TransducerPredictor predictor;
  private final boolean any;
  private final List<Judgement> judgements = new ArrayList<>();
  private final Map<Integer, Counts> byLength = new TreeMap<>();
  private final List<Wrong> wrong = new ArrayList<>();

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

  /**
   * An evaluator.
   *
   * @param beam see {@link TransducerPredictor#settings}
   * @param any whether an input that is there several times has as many right answers
   */
  TransducerEvaluator(SavedTransducer saved, int beam, boolean any, Team team) {
    this.saved = saved;
    this.any = any;
    this.judge = new TransducerJudge(saved, TransducerPredictor.settings(beam, 1, false), team);
    boolean attends = saved.model().config().attention() != AttentionType.NONE;
    this.predictor =
        new TransducerPredictor(
            saved, TransducerPredictor.settings(beam, 1, attends), null, null, team);
  }

  void run(List<String> data, PairOptions options, EvaluationOutput output) throws IOException {
    boolean knowsFeatures = saved.features().size() > 0;
    if (knowsFeatures == options.features().isEmpty()) {
      throw UserException.usage(
          knowsFeatures ? "the model has learnt from features, too" : "the model knows no features",
          "--features",
          knowsFeatures ? "name their column" : "leave it out");
    }
    PlotFile picture = output.picture();
    List<Question> questions = questions(data, options, output.console());
    for (int from = 0; from < questions.size(); from += QUESTIONS) {
      List<Question> some = questions.subList(from, Math.min(questions.size(), from + QUESTIONS));
      List<Judgement> found = judge.judge(some);
      List<Question> missed = new ArrayList<>();
      List<Judgement> missedAs = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        add(some.get(i), found.get(i));
        if (!found.get(i).isRight() && output.errors() != null) {
          missed.add(some.get(i));
          missedAs.add(found.get(i));
        }
      }
      keepWrong(missed, missedAs);
    }
    noteUnknown(output.console());
    output.write(wrong);
    if (picture != null) {
      picture.write(chart(output.model()));
    }
    if (output.json()) {
      output.print(json());
    } else {
      print(output.console(), output.byLength());
    }
  }

  private List<Question> questions(List<String> data, PairOptions options, Console console)
      throws IOException {
    List<Question> questions = new ArrayList<>();
    Map<TransducerSource, List<String>> grouped = new LinkedHashMap<>();
    try (PairStream pairs =
        PairStream.open(PairSources.of(data, console), options.choices(options.features()))) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        var source = new TransducerSource(pair.input(), AnsweredPairs.features(pair));
        if (any) {
          grouped.computeIfAbsent(source, s -> new ArrayList<>()).add(pair.target());
        } else {
          questions.add(new Question(source, List.of(pair.target())));
        }
      }
    }
    grouped.forEach((source, targets) -> questions.add(new Question(source, targets)));
    if (questions.isEmpty()) {
      throw UserException.failure(
          "there are no pairs", String.join(", ", data), "give texts and their answers");
    }
    return questions;
  }

  private void add(Question question, Judgement judgement) {
    judgements.add(judgement);
    String input = question.source().input();
    int length = input.codePointCount(0, input.length());
    byLength.computeIfAbsent(Integer.highestOneBit(length), r -> new Counts()).add(judgement);
  }

  /** Keeps wrong answers, and what each looked at. */
  private void keepWrong(List<Question> questions, List<Judgement> found) {
    List<Transduction> again =
        predictor.transduce(questions.stream().map(Question::source).toList());
    for (int i = 0; i < found.size(); i++) {
      Judgement judgement = found.get(i);
      Alignment alignment = again.get(i).answer().alignment();
      wrong.add(
          new Wrong(
              questions.get(i).source().input(),
              judgement.nearest(),
              judgement.prediction(),
              judgement.probability(),
              alignment == null ? null : mostAttended(alignment)));
    }
  }

  /** Each unit of an answer and, behind an arrow, the unit of the text that it looked at most. */
  private static String mostAttended(Alignment alignment) {
    List<String> parts = new ArrayList<>();
    for (int t = 0; t < alignment.units().size() && !alignment.source().isEmpty(); t++) {
      float[] weights = alignment.weights().get(t);
      int most = 0;
      for (int j = 1; j < weights.length; j++) {
        most = weights[j] > weights[most] ? j : most;
      }
      parts.add(alignment.units().get(t) + "←" + alignment.source().get(most));
    }
    return VisibleText.line(String.join(" ", parts));
  }

  private void noteUnknown(Console console) {
    long unknown = judgements.stream().filter(judgement -> judgement.unknown() > 0).count();
    if (unknown > 0) {
      console.note(
          NumberText.grouped(unknown)
              + " inputs have characters that the model has never seen; they are read as unknown"
              + " ones");
    }
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

  private Map<String, @Nullable Object> json() {
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

  private void print(Console console, boolean lengths) throws IOException {
    WilsonInterval accuracy = accuracy();
    BootstrapInterval errorRate = errorRate();
    boolean ctc = saved.model().config().decoder() == DecoderType.CTC;
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
                    ctc ? "pair" : "unit"));
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
  private Chart chart(String model) {
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
