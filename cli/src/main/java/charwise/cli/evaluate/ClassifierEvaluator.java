package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.evaluate.EvaluationOutput.Wrong;
import charwise.cli.pairs.LabelledPairs;
import charwise.cli.pairs.LocatedPair;
import charwise.cli.pairs.PairChoices;
import charwise.cli.pairs.PairSources;
import charwise.cli.pairs.PairStream;
import charwise.cli.plot.ConfusionTable;
import charwise.cli.plot.PlotFile;
import charwise.engine.data.Labels;
import charwise.engine.measure.Calibration;
import charwise.engine.measure.ConfusionMatrix;
import charwise.engine.statistics.WilsonInterval;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import charwise.engine.task.Predictor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How good a classifier is on labelled texts, or a model of conditions that ranks them. */
final class ClassifierEvaluator {
  private static final int ITEMS = 1024;

  /** A target that the model has no label for is always wrong, and as improbable as this. */
  private static final double UNKNOWN_NATS = 87;

  private final Labels labels;
  private final Predictor predictor;
  private final ConfusionMatrix confusion;
  private final Calibration calibration = new Calibration();
  private final Map<Integer, long[]> byLength = new TreeMap<>();
  private final List<Wrong> wrong = new ArrayList<>();
  private double nats;
  private long unknownTargets;

  /**
   * An evaluation.
   *
   * @param predictor tells the probabilities of all labels
   */
  ClassifierEvaluator(Labels labels, Predictor predictor) {
    this.labels = labels;
    this.predictor = predictor;
    this.confusion = new ConfusionMatrix(labels.size());
  }

  void run(List<String> data, PairChoices choices, EvaluationOutput output) throws IOException {
    PlotFile picture = output.picture();
    read(data, choices, output);
    if (confusion.total() == 0) {
      throw UserException.failure(
          "there are no pairs", String.join(", ", data), "give texts and their labels");
    }
    output.write(wrong);
    if (picture != null) {
      picture.write(table(output.model()));
    }
    if (output.json()) {
      output.print(json(output.byLength()));
    } else {
      print(output.console(), output.byLength());
    }
  }

  private void read(List<String> data, PairChoices choices, EvaluationOutput output)
      throws IOException {
    List<LocatedPair> batch = new ArrayList<>();
    try (PairStream pairs = PairStream.open(PairSources.of(data, output.console()), choices)) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        batch.add(pair);
        if (batch.size() == ITEMS) {
          answer(batch, output.errors() != null);
          batch.clear();
        }
      }
    }
    answer(batch, output.errors() != null);
    if (unknownTargets > 0) {
      output
          .console()
          .note(
              NumberText.grouped(unknownTargets)
                  + " items bear labels that the model does not know; they count as wrong");
    }
  }

  private void answer(List<LocatedPair> pairs, boolean keepWrong) {
    List<Answer> answers = predictor.answer(pairs.stream().map(LocatedPair::input).toList());
    for (int i = 0; i < pairs.size(); i++) {
      String input = pairs.get(i).input();
      String target = LabelledPairs.label(pairs.get(i));
      Alternative best = answers.get(i).best();
      boolean right = best.prediction().equals(target);
      int targetId = labels.id(target);
      confusion.add(targetId < 0 ? ConfusionMatrix.NONE : targetId, labels.id(best.prediction()));
      calibration.add(best.probability(), right);
      nats += nats(answers.get(i), target);
      unknownTargets += targetId < 0 ? 1 : 0;
      int length = input.codePointCount(0, input.length());
      long[] counts = byLength.computeIfAbsent(range(length), r -> new long[2]);
      counts[0] += right ? 1 : 0;
      counts[1]++;
      if (!right && keepWrong) {
        wrong.add(new Wrong(input, target, best.prediction(), best.probability()));
      }
    }
  }

  private static double nats(Answer answer, String target) {
    for (Alternative alternative : answer.alternatives()) {
      if (alternative.prediction().equals(target)) {
        return Math.min(UNKNOWN_NATS, -StrictMath.log(alternative.probability()));
      }
    }
    return UNKNOWN_NATS;
  }

  /** Lengths from a power of two up to the next. */
  private static int range(int length) {
    return Integer.highestOneBit(length);
  }

  private Map<String, @Nullable Object> json(boolean lengths) {
    WilsonInterval accuracy = WilsonInterval.of(confusion.right(), confusion.total());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("items", confusion.total());
    json.put("nats", nats / confusion.total());
    json.put("accuracy", accuracy.share());
    json.put("accuracy_low", accuracy.low());
    json.put("accuracy_high", accuracy.high());
    json.put("macro_f1", confusion.macroF1());
    json.put("micro_f1", confusion.microF1());
    json.put("calibration_error", calibration.error());
    List<Object> classes = new ArrayList<>();
    List<Object> rows = new ArrayList<>();
    for (int k = 0; k < labels.size(); k++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("label", labels.name(k));
      one.put("precision", confusion.precision(k));
      one.put("recall", confusion.recall(k));
      one.put("f1", confusion.f1(k));
      one.put("count", confusion.there(k));
      classes.add(one);
      List<Object> row = new ArrayList<>();
      for (int answer = 0; answer < labels.size(); answer++) {
        row.add(confusion.count(k, answer));
      }
      rows.add(row);
    }
    json.put("classes", classes);
    json.put("confusion", rows);
    if (lengths) {
      List<Object> ranges = new ArrayList<>();
      byLength.forEach(
          (from, counts) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from", (long) from);
            one.put("to", (long) Math.max(0, 2 * from - 1));
            one.put("items", counts[1]);
            one.put("accuracy", (double) counts[0] / counts[1]);
            ranges.add(one);
          });
      json.put("by_length", ranges);
    }
    return json;
  }

  private void print(Console console, boolean lengths) throws IOException {
    WilsonInterval accuracy = WilsonInterval.of(confusion.right(), confusion.total());
    console
        .out()
        .println(
            "accuracy %s (95 %% interval %s to %s) on %s items"
                .formatted(
                    share(accuracy.share()),
                    share(accuracy.low()),
                    share(accuracy.high()),
                    NumberText.grouped(confusion.total())));
    console
        .out()
        .println(
            "macro F1 %s, micro F1 %s, %s nats/item, calibration error %s"
                .formatted(
                    share(confusion.macroF1()),
                    share(confusion.microF1()),
                    NumberText.fixed(nats / confusion.total(), 4),
                    share(calibration.error())));
    var classes = new TextTable(List.of("label", "precision", "recall", "F1", "count"), 0);
    for (int k = 0; k < labels.size(); k++) {
      classes.add(
          List.of(
              labels.name(k),
              share(confusion.precision(k)),
              share(confusion.recall(k)),
              share(confusion.f1(k)),
              NumberText.grouped(confusion.there(k))));
    }
    print(console, classes, 1);
    print(console, matrix(), 1);
    if (lengths) {
      var table = new TextTable(List.of("characters", "items", "accuracy"));
      byLength.forEach(
          (from, counts) ->
              table.add(
                  List.of(
                      from < 2 ? String.valueOf(from) : from + "-" + (2 * from - 1),
                      NumberText.grouped(counts[1]),
                      share((double) counts[0] / counts[1]))));
      print(console, table, 1);
    }
    console.out().flush();
  }

  private TextTable matrix() {
    List<String> header = new ArrayList<>();
    header.add("is \\ taken for");
    header.addAll(labels.names());
    var table = new TextTable(header, 0);
    for (int k = 0; k < labels.size(); k++) {
      List<String> row = new ArrayList<>();
      row.add(labels.name(k));
      for (int answer = 0; answer < labels.size(); answer++) {
        long count = confusion.count(k, answer);
        row.add(count == 0 ? "." : NumberText.grouped(count));
      }
      table.add(row);
    }
    return table;
  }

  private static void print(Console console, TextTable table, int keys) throws IOException {
    console.out().println("");
    int room =
        console.terminal().output() ? console.terminal().columns().getAsInt() : Integer.MAX_VALUE;
    for (String line : table.lines(console.outputStyle(), room, keys)) {
      console.out().println(line);
    }
  }

  private static String share(double value) {
    return NumberText.fixed(value, 4);
  }

  private ConfusionTable table(String model) {
    return new ConfusionTable(
        VisibleText.line(model) + ": accuracy " + share(confusion.accuracy()),
        labels.names().stream().map(VisibleText::line).toList(),
        (target, answer) -> Math.toIntExact(confusion.count(target, answer)));
  }
}
