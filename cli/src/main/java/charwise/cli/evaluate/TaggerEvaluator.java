package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.cli.evaluate.EvaluationOutput.Wrong;
import charwise.cli.evaluate.TaggedLineReader.Question;
import charwise.cli.pairs.PairChoices;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.task.tagger.MarkedLine;
import charwise.engine.task.tagger.Retrieval;
import charwise.engine.task.tagger.SavedTagger;
import charwise.engine.task.tagger.TagScore;
import charwise.engine.task.tagger.TaggerExam;
import charwise.engine.task.tagger.TaggerMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How good a tagger is on lines whose answers are known. */
final class TaggerEvaluator {
  private static final int LINES = 1024;
  private static final int UNITS = 1 << 17;

  private final SavedTagger saved;
  private final TaggerExam exam;
  private final TagScore score;
  private final Map<Integer, TagScore> byLength = new TreeMap<>();
  private final List<Wrong> wrong = new ArrayList<>();
  private Loss loss = Loss.NONE;

  TaggerEvaluator(SavedTagger saved, Team team) {
    this.saved = saved;
    this.exam = new TaggerExam(saved, team);
    this.score = saved.scheme().newScore();
  }

  void run(List<String> data, PairChoices choices, EvaluationOutput output) throws IOException {
    output.refuse(output.plot() != null, "--plot", "a tagger has no confusion matrix");
    try (TaggedLineReader lines =
        TaggedLineReader.open(saved.scheme(), data, choices, output.console())) {
      read(lines, output.errors() != null);
      if (score.lines() == 0) {
        throw UserException.failure(
            "there are no lines", String.join(", ", data), "give lines and their answers");
      }
      lines.noteLeft(output.console());
    }
    output.write(wrong);
    if (output.json()) {
      output.print(json(output.byLength()));
    } else {
      print(output.console(), output.byLength());
    }
  }

  private void read(TaggedLineReader lines, boolean keepWrong) throws IOException {
    List<Question> batch = new ArrayList<>();
    int units = 0;
    for (Question next = lines.next(); next != null; next = lines.next()) {
      batch.add(next);
      units += next.line().units().length;
      if (batch.size() == LINES || units > UNITS) {
        mark(batch, keepWrong);
        batch.clear();
        units = 0;
      }
    }
    mark(batch, keepWrong);
  }

  private void mark(List<Question> questions, boolean keepWrong) {
    List<MarkedLine> marked = exam.mark(questions.stream().map(Question::line).toList());
    for (int i = 0; i < marked.size(); i++) {
      MarkedLine line = marked.get(i);
      int[] units = line.line().units();
      score.add(line.line(), line.guess());
      byLength
          .computeIfAbsent(Integer.highestOneBit(units.length), r -> saved.scheme().newScore())
          .add(line.line(), line.guess());
      loss = loss.plus(line.loss());
      if (keepWrong && !Arrays.equals(line.line().tags(), line.guess())) {
        Question question = questions.get(i);
        wrong.add(
            new Wrong(
                question.input(),
                question.target(),
                saved.scheme().written(units, line.guess()),
                line.probability()));
      }
    }
  }

  private Map<String, @Nullable Object> json(boolean lengths) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("items", score.lines());
    json.put("nats", loss.natsPerCharacter());
    json.putAll(shares(score));
    score
        .retrievals()
        .forEach((name, retrieval) -> json.put(name.replace(' ', '_'), figures(retrieval)));
    if (lengths) {
      List<Object> ranges = new ArrayList<>();
      byLength.forEach(
          (from, ofLength) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("from", (long) from);
            one.put("to", 2L * from - 1);
            one.put("items", ofLength.lines());
            one.putAll(shares(ofLength));
            ranges.add(one);
          });
      json.put("by_length", ranges);
    }
    return json;
  }

  private static Map<String, @Nullable Object> shares(TagScore score) {
    Map<TaggerMetric, Double> measured = score.shares();
    Map<String, @Nullable Object> shares = new LinkedHashMap<>();
    for (TaggerMetric metric : TaggerMetric.values()) {
      if (metric != TaggerMetric.NATS) {
        shares.put(metric.key(), measured.get(metric));
      }
    }
    return shares;
  }

  private static Map<String, Object> figures(Retrieval retrieval) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("precision", retrieval.precision());
    figures.put("recall", retrieval.recall());
    figures.put("f1", retrieval.f1());
    figures.put("count", retrieval.there());
    return figures;
  }

  private void print(Console console, boolean lengths) throws IOException {
    console
        .out()
        .println(
            "%s lines, %s nats/char"
                .formatted(
                    NumberText.grouped(score.lines()),
                    NumberText.fixed(loss.natsPerCharacter(), 4)));
    for (Map.Entry<TaggerMetric, Double> share : score.shares().entrySet()) {
      console
          .out()
          .println("%-14s %s".formatted(share.getKey(), NumberText.fixed(share.getValue(), 4)));
    }
    if (!score.retrievals().isEmpty()) {
      var table = new TextTable(List.of("what", "precision", "recall", "F1", "count"), 0);
      score.retrievals().forEach((name, retrieval) -> table.add(row(name, retrieval)));
      print(console, table);
    }
    if (lengths) {
      List<String> header = new ArrayList<>(List.of("characters", "lines"));
      score.shares().keySet().forEach(metric -> header.add(metric.label()));
      var table = new TextTable(header, 0);
      byLength.forEach((from, ofLength) -> table.add(row(from, ofLength)));
      print(console, table);
    }
  }

  private static List<String> row(String name, Retrieval retrieval) {
    return List.of(
        name,
        NumberText.fixed(retrieval.precision(), 4),
        NumberText.fixed(retrieval.recall(), 4),
        NumberText.fixed(retrieval.f1(), 4),
        NumberText.grouped(retrieval.there()));
  }

  private static List<String> row(int from, TagScore score) {
    List<String> row = new ArrayList<>();
    row.add(from + " to " + (2 * from - 1));
    row.add(NumberText.grouped(score.lines()));
    score.shares().values().forEach(share -> row.add(NumberText.fixed(share, 4)));
    return row;
  }

  private static void print(Console console, TextTable table) throws IOException {
    console.out().println("");
    int room =
        console.terminal().output() ? console.terminal().columns().getAsInt() : Integer.MAX_VALUE;
    for (String line : table.lines(console.outputStyle(), room, 1)) {
      console.out().println(line);
    }
  }
}
