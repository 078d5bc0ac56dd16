package charwise.cli.train;

import charwise.cli.console.ClosedPipeException;
import charwise.cli.console.CommandText;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Interruption;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextLoader;
import charwise.cli.input.TextSource;
import charwise.cli.output.AuxiliaryFile;
import charwise.engine.data.Vocabulary;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.Outcome;
import charwise.engine.training.Recipe;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingPlan;
import charwise.engine.training.TrainingSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** One execution of {@code charwise train}. */
final class TrainRun {
  private static final int PREVIEW_LENGTH = 100;

  private final TrainConfiguration configuration;
  private final List<String> arguments;
  private final Console console;
  private final CorpusArguments corpora;
  private final OutputName output;
  private final RunFiles files;

  /**
   * Prepares a run.
   *
   * @param arguments those of the whole command line, to say how to resume
   */
  TrainRun(TrainConfiguration configuration, List<String> arguments, Console console) {
    this.configuration = configuration;
    this.arguments = arguments;
    this.console = console;
    this.corpora = new CorpusArguments(configuration.corpora(), console);
    this.output = output(configuration, corpora, console);
    this.files = new RunFiles(output.model(), output.checkpoint(), configuration.checkpointEvery());
  }

  private static OutputName output(
      TrainConfiguration configuration, CorpusArguments corpora, Console console) {
    if (configuration.output() != null) {
      return OutputName.named(configuration.output(), console);
    }
    CellType cell = configuration.request().cell();
    String base = corpora.name() + "-" + (cell != null ? cell : CellType.LSTM).label();
    return OutputName.numbered(base, configuration.resume(), console);
  }

  ExitCode run() throws IOException {
    List<TextSource> sources = corpora.sources();
    Overwriting.check(configuration, sources, output, console);
    try (OutputLock _ = OutputLock.take(output, files)) {
      TrainingPlan interrupted = configuration.resume() ? Trainer.resumable(files) : null;
      return interrupted != null ? resume(sources, interrupted) : start(sources);
    }
  }

  private ExitCode resume(List<TextSource> sources, TrainingPlan plan) throws IOException {
    var check = new ResumeCheck(plan, output.checkpointName());
    check.checkOptions(configuration);
    StartingPoint point = StartingPoint.resumed(plan, configuration, output);
    TrainingText text = new TextLoader(point.reading(), console).load(sources, null);
    check.checkBudget(configuration.request(), text);
    checkSize(plan, text);
    try (Trainer trainer = Trainer.resume(files, text, configuration.threads())) {
      return train(trainer, text);
    }
  }

  private ExitCode start(List<TextSource> sources) throws IOException {
    if (configuration.resume()) {
      console.note("nothing to resume: " + output.checkpointName() + "; starting afresh");
    } else if (Files.exists(output.checkpoint())) {
      console.note("an interrupted run is given up: " + output.checkpointName());
    }
    StartingPoint point =
        configuration.initFrom() == null
            ? StartingPoint.fresh(configuration)
            : StartingPoint.model(configuration.initFrom(), configuration, console);
    TrainingText text = new TextLoader(point.reading(), console).load(sources, point.vocabulary());
    checkSize(Recipe.plan(point.request().inSteps(1), text, 1), text);
    TrainingPlan plan =
        answering(Recipe.plan(point.request(), text, configuration.threads()));
    checkSize(plan, text);
    try (Trainer trainer =
        Trainer.start(plan, text, configuration.threads(), files, point.model())) {
      return train(trainer, text);
    }
  }

  private ExitCode train(Trainer trainer, TrainingText text) throws IOException {
    try (var interruption = new Interruption(console, trainer::stop)) {
      console.note(
          Announcement.of(trainer.plan(), trainer.model().parameterCount(), text, corpora));
      Progress progress =
          Progress.withSamples(
              console, () -> sample(trainer, text.train().vocabulary()), System::nanoTime);
      var log = new AuxiliaryFile(String.valueOf(configuration.log()), progress::note);
      return switch (run(trainer, progress, log)) {
        case Outcome.Completed completed -> {
          print(completed.summary(), trainer.plan());
          verify(completed.summary().sha256());
          log.check();
          yield ExitCode.DONE;
        }
        case Outcome.Interrupted interrupted -> {
          console.note(
              "interrupted after step "
                  + NumberText.grouped(interrupted.step())
                  + "; to go on: "
                  + CommandText.resume(arguments, output.name()));
          log.tell(console);
          yield interruption.exitCode();
        }
        case Outcome.Diverged diverged -> throw divergence(diverged, trainer.plan());
      };
    }
  }

  private void checkSize(TrainingPlan plan, TrainingText text) {
    long length = (long) text.train().length() + text.validation().length();
    SizeCheck.ofThisProcess().check(plan, length, configuration.threads());
  }

  private TrainingPlan answering(TrainingPlan plan) {
    OnDivergence answer = configuration.onDivergence();
    return answer == null ? plan : plan.withOnDivergence(answer);
  }

  private void verify(String sha256) {
    String expected = configuration.verify();
    if (expected == null) {
      return;
    }
    if (!expected.equals(sha256)) {
      throw UserException.failure(
          "the weights are not those expected (sha256 " + sha256 + ")",
          output.name(),
          "compare the text, the options and the version of charwise with those of the run that"
              + " had " + expected);
    }
    console.note("the weights are those expected: sha256 " + sha256);
  }

  private String repetition(TrainingPlan plan) {
    return configuration.request().minutes() == null ? "" : "--steps " + plan.steps();
  }

  private Outcome run(Trainer trainer, Progress progress, AuxiliaryFile log) throws IOException {
    try (var reporter =
        new TrainingReporter(trainer.plan(), progress, configuration.log(), log, console)) {
      return trainer.run(reporter);
    }
  }

  /** Prints the report. If nobody reads it, the exit status still tells how the run ended. */
  private void print(TrainingSummary summary, TrainingPlan plan) throws IOException {
    try {
      new Report(configuration, output, console).print(summary, repetition(plan));
    } catch (ClosedPipeException nobodyReads) {
      // The model is saved.
    }
  }

  private static String sample(Trainer trainer, Vocabulary vocabulary) {
    return ShortSample.of(
        trainer.model(), vocabulary, trainer.plan().batches().items(), PREVIEW_LENGTH);
  }

  private UserException divergence(Outcome.Diverged diverged, TrainingPlan plan) {
    String again =
        diverged.rewinds() == 0
            ? ""
            : ", after going back %d times to half the learning rate".formatted(diverged.rewinds());
    return UserException.failure(
        "training diverged at step "
            + NumberText.grouped(diverged.step())
            + " (gradient norm "
            + diverged.gradientNorm()
            + ")"
            + again,
        output.name()
            + (diverged.modelSaved() ? " holds the best model before that" : " was not written"),
        "train with --learning-rate "
            + NumberText.exact(plan.optimization().rate().peak() / 4)
            + (plan.onDivergence() == OnDivergence.STOP
                ? ", clip gradients with --clip-norm 1, or go on with --on-divergence rewind"
                : ", or clip gradients with --clip-norm 1"));
  }
}
