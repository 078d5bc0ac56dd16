package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.Style;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextSource;
import charwise.engine.analysis.HeldOut;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Items;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import charwise.engine.kernel.Team;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.Scorer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores the parts of a text, each by a model that has learnt the others, one after the other.
 * Parts are not drawn line by line, because what is odd often comes in bursts, whose lines would
 * vouch for each other.
 */
final class HeldOutRun {
  /** The seed of the initial weights and of the order of lines. */
  private static final long SEED = 42;

  private final ScoreOptions options;
  private final int parts;
  private final Console console;
  private final String name;
  private @Nullable ScoreReport report;

  HeldOutRun(ScoreOptions options, int parts, Console console) {
    this.options = options;
    this.parts = parts;
    this.console = console;
    this.name = options.texts().getFirst();
  }

  /** Scores all; returns whether something is at or above the threshold, if there is one. */
  boolean run() throws IOException {
    byte[] text = read();
    int[] cuts = cuts(text);
    try (var team = new Team(options.threads.count());
        var progress = Progress.passing(console, System::nanoTime)) {
      for (int part = 0; part < parts; part++) {
        SavedModel saved = learn(text, cuts, part, team, progress);
        score(saved, text, cuts[part], cuts[part + 1], team);
      }
      shown().end();
    } catch (MalformedTextException e) {
      throw ScoreRun.malformed(e, "give another text");
    } finally {
      if (report != null) {
        report.close(); // what is known before a failure is a result too
      }
    }
    return shown().aboveThreshold();
  }

  private ScoreReport shown() {
    if (report == null) {
      throw new IllegalStateException("no part has been read");
    }
    return report;
  }

  private byte[] read() throws IOException {
    TextSource source =
        CorpusArguments.single(name, console).column(options.table.column(), console);
    try (InputStream in = source.opener().open()) {
      byte[] text = in.readAllBytes();
      corpus(new ByteArrayInputStream(text)); // which refuses what is not UTF-8, by its offset
      return text;
    }
  }

  private Corpus corpus(InputStream in) throws IOException {
    CorpusBuilder builder = Corpus.builder(Units.CODEPOINT).items(Items.LINE);
    return builder.add(name, in).build();
  }

  /** Where each part begins, and the last one ends. */
  private int[] cuts(byte[] text) {
    int[] ends =
        IntStream.rangeClosed(1, text.length)
            .filter(end -> text[end - 1] == '\n' || end == text.length)
            .toArray();
    if (ends.length < parts) {
      throw UserException.failure(
          "only " + NumberText.counted(ends.length, "line"),
          name,
          "give a text of many more lines than --held-out " + parts + " parts");
    }
    return IntStream.rangeClosed(0, parts)
        .map(part -> part == 0 ? 0 : ends[(int) ((long) ends.length * part / parts) - 1])
        .toArray();
  }

  private SavedModel learn(byte[] text, int[] cuts, int part, Team team, Progress progress)
      throws IOException {
    int end = cuts[part + 1];
    Corpus others =
        corpus(
            new SequenceInputStream(
                new ByteArrayInputStream(text, 0, cuts[part]),
                new ByteArrayInputStream(text, end, text.length - end)));
    if (others.length() < 2) {
      throw UserException.failure(
          "nothing to learn from outside of part " + (part + 1), name, "give a longer text");
    }
    long steps = HeldOut.steps(others);
    return HeldOut.train(
        others, SEED, team, step -> progress.show(new Learning(part + 1, parts, step, steps)));
  }

  private void score(SavedModel saved, byte[] text, int from, int to, Team team)
      throws IOException {
    ScoreReport current = report;
    if (current == null) {
      current = ScoreRun.report(saved, options, console);
      current.begin(name);
      report = current;
    }
    current.vocabulary(saved.vocabulary());
    var scorer = new Scorer(saved.model(), saved.vocabulary(), Items.LINE, team);
    scorer.readItems();
    scorer.score(
        new UnitReader(name, new ByteArrayInputStream(text, from, to - from), saved.units()),
        current);
  }

  /** How far the learning is. */
  private record Learning(int part, int parts, long step, long steps) implements Progress.View {
    private static final int BAR = 24;

    @Override
    public List<String> lines(int width, Style style) {
      String text = "  " + words();
      return List.of(
          width >= BAR + text.length()
              ? style.bar((part - 1 + (double) step / steps) / parts, BAR) + text
              : Progress.cut(words(), width));
    }

    @Override
    public String words() {
      return "learning all but part %d of %d, step %s of %s"
          .formatted(part, parts, NumberText.grouped(step), NumberText.grouped(steps));
    }

    @Override
    public boolean isComplete() {
      return false;
    }
  }
}
