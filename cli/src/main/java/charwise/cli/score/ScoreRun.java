package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ConditionArgument;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextSource;
import charwise.cli.input.ModelArgument;
import charwise.cli.score.ScoreOptions.ResetPoint;
import charwise.engine.data.Items;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnitReader;
import charwise.engine.kernel.Team;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.Scorer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scores texts one after the other, and reports on each as early as possible. */
final class ScoreRun {
  /** What stands for the condition that explains a line best. */
  private static final String LIKELIEST = "auto";

  private final ScoreOptions options;
  private final Console console;
  private final SavedModel saved;
  private final ResetPoint reset;

  ScoreRun(ScoreOptions options, Console console) throws IOException {
    this.options = options;
    this.console = console;
    this.saved = ModelArgument.language(console.resolve(Objects.requireNonNull(options.model)));
    ResetPoint asked = options.reset;
    this.reset =
        asked != null ? asked : saved.items() == Items.LINE ? ResetPoint.LINE : ResetPoint.FILE;
    if (reset == ResetPoint.LINE && saved.vocabulary().id('\n') < 0) {
      throw UserException.usage(
          "the model knows no lines: its training text had no line feed",
          "--reset line",
          "leave it out");
    }
  }

  /** Scores all; returns whether something is at or above the threshold, if there is one. */
  boolean run() throws IOException {
    return run(null);
  }

  /** Scores what comes from a file that is followed, to its end, or all texts if there is none. */
  boolean run(@Nullable InputStream followed) throws IOException {
    boolean likeliest =
        !saved.conditions().isEmpty()
            && (options.condition == null || options.condition.equals(LIKELIEST));
    if (likeliest && reset != ResetPoint.LINE) {
      throw UserException.usage(
          "only lines have conditions of their own",
          "--reset " + reset,
          "name one with --condition: " + ConditionArgument.listed(saved.conditions()));
    }
    int condition =
        likeliest
            ? LanguageModelConfig.NO_CONDITION
            : ConditionArgument.of(saved, options.condition, String.valueOf(options.model));
    ScoreReport report = report(saved, options, console);
    Items items = reset == ResetPoint.LINE ? Items.LINE : Items.NONE;
    try (var team = new Team(options.threads.count())) {
      var scorer = new Scorer(saved.model(), saved.vocabulary(), items, team);
      if (saved.items() == Items.LINE) {
        scorer.readItems();
      }
      if (likeliest) {
        scorer.likeliestCondition(saved.conditions());
      } else if (condition >= 0) {
        scorer.condition(condition);
        report.condition(condition);
      }
      for (String file : options.texts()) {
        if (reset != ResetPoint.NEVER) {
          scorer.reset();
        }
        report.begin(file);
        TextSource text =
            followed == null
                ? CorpusArguments.single(file, console)
                : TextSource.of(file, null, () -> followed, console);
        TextSource whole = text.column(options.table.column(), console);
        boolean readsReturns = reset == ResetPoint.LINE || saved.vocabulary().id('\r') >= 0;
        score(scorer, readsReturns ? whole : whole.withoutReturns(console), report);
        report.end();
      }
    } finally {
      report.close(); // what is known before a failure is a result too
    }
    return report.aboveThreshold();
  }

  /** How what a model says of texts is shown. */
  static ScoreReport report(SavedModel saved, ScoreOptions options, Console console)
      throws IOException {
    if (options.show) {
      return new ShownText(saved.vocabulary(), console, options.texts().size() > 1);
    }
    return switch (options.by()) {
      case FILE -> new CostReport(false, saved, options, console);
      case LINE -> new CostReport(true, saved, options, console);
      case CHAR -> new CharacterReport(saved, options, console);
    };
  }

  private void score(Scorer scorer, TextSource text, ScoreReport report) throws IOException {
    try (InputStream in = text.opener().open()) {
      scorer.score(new UnitReader(text.name(), in, saved.units()), report);
    } catch (MalformedTextException e) {
      throw malformed(e, "use a model of bytes (train --units byte)");
    }
  }

  static UserException malformed(MalformedTextException e, String instead) {
    return UserException.failure(
        e.problem(), e.source(), e.remedy() + ", or " + instead, e);
  }
}
