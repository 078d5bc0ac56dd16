package charwise.cli.gradients;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.cli.curves.CurveOutput;
import charwise.cli.input.CorpusArguments;
import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.engine.analysis.ClippingRun;
import charwise.engine.analysis.ClippingRun.Step;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Units;
import charwise.engine.kernel.Team;
import charwise.engine.optimizer.Clipping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Trains the same network without and with clipping, and shows both runs beside each other. */
record ExplosionRun(
    @Nullable String file,
    long steps,
    long seed,
    int threads,
    CurveOutput output,
    Console console) {
  private static final double LIMIT = 5;
  private static final int EVERY_STEP = 12;
  private static final int ROWS_AFTER = 12;
  private static final int DIGITS = 4;

  void run() throws IOException {
    Corpus text = text();
    console.note(
        "rnn of %d units, recurrent weights %d times too large, gradient descent at a rate of %s"
            .formatted(
                ClippingRun.HIDDEN_SIZE,
                ClippingRun.TOO_LARGE,
                NumberText.exact(ClippingRun.LEARNING_RATE)));
    List<Step> unclipped = train(text, Clipping.NONE);
    List<Step> clipped = train(text, Clipping.norm(LIMIT));
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    addRows(rows, null, unclipped);
    addRows(rows, LIMIT, clipped);
    output.rows(rows);
    output.print(table(unclipped, clipped));
    output.draw(chart(unclipped, clipped));
    output.print(List.of("", end("without clipping", unclipped), end("with clip 5", clipped)));
  }

  private Corpus text() throws IOException {
    CorpusBuilder builder = Corpus.builder(Units.CODEPOINT);
    var corpora = new CorpusArguments(file == null ? List.of() : List.of(file), console);
    corpora.addTo(builder);
    Corpus text = builder.build();
    if (text.length() < 2) {
      throw UserException.failure(
          "too little text to train on", corpora.description(), "name a longer text with --file");
    }
    return text;
  }

  private List<Step> train(Corpus text, Clipping clipping) {
    var done = new ArrayList<Step>();
    try (var team = new Team(threads)) {
      ClippingRun.run(text, clipping, steps, seed, team, done::add);
    }
    return done;
  }

  private static void addRows(
      List<Map<String, @Nullable Object>> rows, @Nullable Double limit, List<Step> steps) {
    for (Step step : steps) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("clip_norm", limit);
      row.put("step", step.step());
      row.put("nats_per_char", step.natsPerCharacter());
      row.put("gradient_norm", step.gradientNorm());
      rows.add(row);
    }
  }

  private List<String> table(List<Step> unclipped, List<Step> clipped) {
    var table =
        new TextTable(List.of("step", "loss unclipped", "norm", "loss with clip 5", "norm"));
    LongStream.rangeClosed(1, steps)
        .filter(
            step ->
                step <= EVERY_STEP
                    || step % Math.max(1, steps / ROWS_AFTER) == 0
                    || step == unclipped.size())
        .forEach(
            step -> {
              var cells = new ArrayList<>(List.of(Long.toString(step)));
              cells.addAll(cells(unclipped, step));
              cells.addAll(cells(clipped, step));
              table.add(cells);
            });
    return table.lines(console.outputStyle());
  }

  private static List<String> cells(List<Step> steps, long number) {
    if (number > steps.size()) {
      return List.of("", "");
    }
    Step step = steps.get((int) number - 1);
    return List.of(
        NumberText.significant(step.natsPerCharacter(), DIGITS),
        NumberText.significant(step.gradientNorm(), DIGITS));
  }

  private static Chart chart(List<Step> unclipped, List<Step> clipped) {
    return new Chart(
        "A network whose gradients explode, with and without clipping",
        List.of(
            panel(
                "Loss",
                Axis.linear("nats per character"),
                unclipped,
                clipped,
                Step::natsPerCharacter),
            panel(
                "Gradient norm before clipping",
                Axis.logarithmic("gradient norm"),
                unclipped,
                clipped,
                Step::gradientNorm)));
  }

  private static Panel panel(
      String title,
      Axis y,
      List<Step> unclipped,
      List<Step> clipped,
      ToDoubleFunction<Step> value) {
    return new Panel(
        title,
        Axis.logarithmic("step"),
        y,
        List.of(
            new Series("with clip 5", points(clipped, value), SeriesStyle.LINE),
            new Series("without clipping", points(unclipped, value), SeriesStyle.LINE_WITH_MARKS)));
  }

  private static List<Point> points(List<Step> steps, ToDoubleFunction<Step> value) {
    return steps.stream()
        .map(step -> Point.of((double) step.step(), value.applyAsDouble(step)))
        .toList();
  }

  private static String end(String which, List<Step> steps) {
    Step last = steps.getLast();
    String step = "step " + NumberText.grouped(last.step());
    return last.diverged()
        ? "%s: diverged at %s, gradient norm %s".formatted(which, step, last.gradientNorm())
        : "%s: %s nats/char at %s, gradient norm %s"
            .formatted(
                which,
                NumberText.fixed(last.natsPerCharacter(), 3),
                step,
                NumberText.significant(last.gradientNorm(), DIGITS));
  }
}
