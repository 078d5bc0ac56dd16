package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextSource;
import charwise.cli.option.ResetPoint;
import charwise.engine.checkpoint.Json;
import charwise.engine.checkpoint.ModelFile;
import charwise.engine.checkpoint.SavedModel;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.text.Items;
import charwise.engine.text.MalformedTextException;
import charwise.engine.text.UnitReader;
import charwise.engine.training.Scorer;
import charwise.engine.training.Scorer.Score;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores files one after the other and prints a row for each as soon as it is known. */
final class ScoreRun {
  private static final String HEADER =
      "nats_per_char\tbits_per_char\tperplexity\tchars\tunknown\tfile";

  private final Path model;
  private final List<String> names;
  private final @Nullable ResetPoint reset;
  private final int threads;
  private final boolean json;
  private final Console console;

  /**
   * Prepares a run.
   *
   * @param names the texts; {@code -} is standard input
   * @param reset when the state starts afresh, or null for what suits the model
   */
  ScoreRun(
      Path model,
      List<String> names,
      @Nullable ResetPoint reset,
      int threads,
      boolean json,
      Console console) {
    this.model = model;
    this.names = names;
    this.reset = reset;
    this.threads = threads;
    this.json = json;
    this.console = console;
  }

  void run() throws IOException {
    SavedModel saved = ModelFile.read(console.resolve(model));
    ResetPoint when =
        reset != null ? reset : saved.items() == Items.LINE ? ResetPoint.LINE : ResetPoint.FILE;
    if (!json) {
      console.out().println(HEADER);
    }
    try (var team = new Team(threads)) {
      Items items = when == ResetPoint.LINE ? Items.LINE : Items.NONE;
      score(new Scorer(saved.model(), saved.vocabulary(), items, team), saved, when);
    }
  }

  private void score(Scorer scorer, SavedModel saved, ResetPoint when) throws IOException {
    for (String name : names) {
      if (when != ResetPoint.NEVER) {
        scorer.reset();
      }
      Score score = score(scorer, CorpusArguments.single(name, console), saved);
      console.out().println(json ? jsonRow(score, name) : row(score, name));
      console.out().flush();
    }
  }

  private static Score score(Scorer scorer, TextSource text, SavedModel saved) throws IOException {
    try (InputStream in = text.opener().open()) {
      return scorer.score(new UnitReader(text.name(), in, saved.units()));
    } catch (MalformedTextException e) {
      throw UserException.failure(
          "not valid UTF-8 at byte offset " + e.byteOffset(),
          e.source(),
          "convert it to UTF-8, or use a model of bytes (train --units byte)",
          e);
    }
  }

  private static String row(Score score, String name) {
    Loss loss = score.loss();
    return String.join(
        "\t",
        NumberText.fixed(loss.natsPerCharacter(), 6),
        NumberText.fixed(loss.bitsPerCharacter(), 6),
        NumberText.fixed(loss.perplexity(), 4),
        Long.toString(loss.count()),
        Long.toString(score.unknown()),
        VisibleText.line(name));
  }

  private static String jsonRow(Score score, String name) {
    Loss loss = score.loss();
    var json = new LinkedHashMap<String, Object>();
    json.put("nats_per_char", loss.natsPerCharacter());
    json.put("bits_per_char", loss.bitsPerCharacter());
    json.put("perplexity", loss.perplexity());
    json.put("chars", loss.count());
    json.put("unknown", score.unknown());
    json.put("file", name);
    return Json.write(json);
  }
}
