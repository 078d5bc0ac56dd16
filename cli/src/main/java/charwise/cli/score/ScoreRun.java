package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ConditionArgument;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.ModelArgument;
import charwise.cli.input.TextSource;
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
import java.util.List;
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
    this.reset = reset(saved, options.reset);
  }

  /** When the model's state starts afresh. */
  static ResetPoint reset(SavedModel saved, @Nullable ResetPoint asked) {
    ResetPoint reset =
        asked != null ? asked : saved.items() == Items.LINE ? ResetPoint.LINE : ResetPoint.FILE;
    if (reset == ResetPoint.LINE && saved.vocabulary().id('\n') < 0) {
      throw UserException.usage(
          "the model knows no lines: its training text had no line feed",
          "--reset line",
          "leave it out");
    }
    return reset;
  }

  /** Scores all; returns whether something is at or above the threshold, if there is one. */
  boolean run() throws IOException {
    return run(null);
  }

  /** Scores a file that is followed, until it ends, or else all texts. */
  boolean run(@Nullable InputStream followed) throws IOException {
    int condition = condition(saved, reset, options.condition, String.valueOf(options.model));
    ScoreReport report = report(saved, options, console);
    try (var team = new Team(options.threads.count())) {
      Scorer scorer = scorer(saved, reset, condition, team, report);
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

  /**
   * The condition to read all under, if it is one; {@link LanguageModelConfig#NO_CONDITION} where
   * there are none, or each line is read under its likeliest.
   *
   * @param named the option's value; null if it was not given
   * @param model what messages call the model
   */
  static int condition(SavedModel saved, ResetPoint reset, @Nullable String named, String model) {
    boolean likeliest = !saved.conditions().isEmpty() && (named == null || named.equals(LIKELIEST));
    if (likeliest && reset != ResetPoint.LINE) {
      throw UserException.usage(
          "only lines have conditions of their own",
          "--reset " + reset,
          "name one with --condition: " + ConditionArgument.listed(saved.conditions()));
    }
    return likeliest ? LanguageModelConfig.NO_CONDITION : ConditionArgument.of(saved, named, model);
  }

  /** What reads texts under a {@link #condition}, which the report is told. */
  static Scorer scorer(
      SavedModel saved, ResetPoint reset, int condition, Team team, ScoreReport report)
      throws IOException {
    Items items = reset == ResetPoint.LINE ? Items.LINE : Items.NONE;
    var scorer = new Scorer(saved.model(), saved.vocabulary(), items, team);
    if (saved.items() == Items.LINE) {
      scorer.readItems();
    }
    if (condition >= 0) {
      scorer.condition(condition);
      report.condition(condition);
    } else if (!saved.conditions().isEmpty()) {
      scorer.likeliestCondition(saved.conditions());
    }
    return scorer;
  }

  /** How what a model says of texts is shown. */
  static ScoreReport report(SavedModel saved, ScoreOptions options, Console console)
      throws IOException {
    if (options.show) {
      return new ShownText(saved.vocabulary(), console, options.texts().size() > 1);
    }
    return switch (options.by()) {
      case FILE -> costs(false, saved, options, console);
      case LINE -> costs(true, saved, options, console);
      case CHAR -> new CharacterReport(saved, options, console);
    };
  }

  private static CostReport costs(
      boolean byLine, SavedModel saved, ScoreOptions options, Console console) {
    List<RowPrinter.Column> columns =
        CostReport.columns(
            byLine, saved.conditions(), options.texts().size() == 1, options.nameWidth());
    return new CostReport(byLine, saved, options.mask, new RowPrinter(columns, options, console));
  }

  private void score(Scorer scorer, TextSource text, ScoreReport report) throws IOException {
    try (InputStream in = text.opener().open()) {
      scorer.score(new UnitReader(text.name(), in, saved.units()), report);
    } catch (MalformedTextException e) {
      throw malformed(e, "use a model of bytes (train --units byte)");
    }
  }

  static UserException malformed(MalformedTextException e, String instead) {
    return UserException.failure(e.problem(), e.source(), e.remedy() + ", or " + instead, e);
  }
}
