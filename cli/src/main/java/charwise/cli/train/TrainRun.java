package charwise.cli.train;

import charwise.cli.console.ClosedPipeException;
import charwise.cli.console.CommandText;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Interruption;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.UserException;
import charwise.cli.curves.LossCurve;
import charwise.cli.output.AuxiliaryFile;
import charwise.cli.output.SameFile;
import charwise.cli.plot.PlotFile;
import charwise.engine.task.TrainingSummary;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.Recipe;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** One execution of {@code charwise train}, whatever it learns. */
final class TrainRun {
  /** The share of the time asked for that a run uses at least where all goes as planned. */
  private static final double LEAST_USE = 0.85;

  /** The share that it uses at most. */
  private static final double MOST_USE = 1.15;

  /** As many epochs, and whole ones, are a limit of the recipe, and not of the time. */
  private static final double MANY_EPOCHS = 5;

  private static final double WHOLE_EPOCHS = 0.05;

  /** Sizes follow from the steps in leaps, so that the steps of a limit may stay below it. */
  private static final double NEARLY = 0.9;

  /** A run that was best in its last tenth was getting better. */
  private static final long LATEST_SHARE = 10;

  private final TrainConfiguration configuration;
  private final Lesson lesson;
  private final List<String> arguments;
  private final Console console;
  private final OutputName output;
  private final RunFiles files;

  /**
   * Prepares a run.
   *
   * @param arguments those of the whole command line, to say how to resume
   */
  TrainRun(
      TrainConfiguration configuration, Lesson lesson, List<String> arguments, Console console) {
    this.configuration = configuration;
    this.lesson = lesson;
    this.arguments = arguments;
    this.console = console;
    this.output =
        configuration.files().output != null
            ? OutputName.named(configuration.files().output, console)
            : OutputName.numbered(
                lesson.baseName(),
                configuration.files().resume || configuration.files().fresh,
                console);
    this.files =
        RunFiles.of(
            output.model(), Objects.requireNonNullElse(configuration.files().checkpointEvery, 0L));
  }

  ExitCode run() throws IOException {
    checkLog();
    if (configuration.files().dryRun) {
      new DryRun(configuration, output, console).print(lesson.start());
      return ExitCode.DONE;
    }
    try (OutputLock _ = OutputLock.take(output, files)) {
      TrainingPlan interrupted =
          configuration.files().resume ? Trainer.resumable(files, lesson::plan) : null;
      return interrupted != null ? resume(interrupted) : start();
    }
  }

  /** Refuses a log in the place of a model that was not named, which no option tells of. */
  private void checkLog() throws IOException {
    Path log = configuration.files().log;
    if (log != null && SameFile.of(console.resolve(log), output.model())) {
      throw UserException.usage(
          "--log would replace the model", output.name(), "name another file");
    }
  }

  private ExitCode resume(TrainingPlan plan) throws IOException {
    Lesson.Prepared prepared = lesson.resume(plan, output);
    try (Trainer trainer =
        Trainer.resume(originated(), lesson::plan, prepared::task, configuration.threads())) {
      return train(trainer, prepared);
    }
  }

  private ExitCode start() throws IOException {
    if (configuration.files().resume) {
      console.note("nothing to resume: " + output.checkpointName() + "; starting afresh");
    } else if (Files.exists(output.checkpoint())) {
      if (!configuration.files().fresh) {
        throw UserException.failure(
            "an interrupted run of this model is there",
            output.checkpointName(),
            "continue it with --resume, or discard it with --fresh");
      }
      console.note("discarding the interrupted run: " + output.checkpointName());
    } else if (configuration.files().output == null) {
      noteInterrupted();
    }
    Lesson.Prepared prepared = lesson.start();
    TrainingPlan plan = answering(prepared.plan());
    try (Trainer trainer =
        Trainer.start(plan, prepared.task(plan), configuration.threads(), originated())) {
      return train(trainer, prepared);
    }
  }

  /** The files, with a model that tells where it comes from; to be called once all is read. */
  private RunFiles originated() {
    return files.with(RunOrigin.of(arguments, configuration.texts(), console));
  }

  /** Says so where the first name that was free is not that of an interrupted run. */
  private void noteInterrupted() {
    OutputName last = OutputName.numbered(lesson.baseName(), true, console);
    if (Files.exists(last.checkpoint())) {
      console.note(
          "an interrupted run is kept: "
              + last.checkpointName()
              + "; to continue it: "
              + CommandText.resume(arguments, last.name()));
    }
  }

  private ExitCode train(Trainer trainer, Lesson.Prepared prepared) throws IOException {
    try (var interruption = new Interruption(console, trainer::stop)) {
      console.note(announcement(trainer, prepared));
      Progress progress =
          Progress.withSamples(console, () -> prepared.sample(trainer.task()), System::nanoTime);
      var log = new AuxiliaryFile(String.valueOf(configuration.files().log), progress::note);
      var plot = new AuxiliaryFile(plotName(), progress::note);
      return switch (run(trainer, progress, log, plot)) {
        case Outcome.Completed completed -> {
          print(completed.summary(), trainer, prepared);
          noteTime(completed.summary(), trainer.plan());
          noteReadings(completed.summary(), trainer.plan());
          verify(completed.summary().sha256());
          log.check();
          plot.check();
          yield ExitCode.DONE;
        }
        case Outcome.Interrupted interrupted -> {
          console.note(
              "interrupted after step "
                  + NumberText.grouped(interrupted.step())
                  + "; to go on: "
                  + CommandText.resume(arguments, output.name()));
          log.tell(console);
          plot.tell(console);
          yield interruption.exitCode();
        }
        case Outcome.Diverged diverged -> throw divergence(diverged, trainer.plan());
      };
    }
  }

  /** Says so where a run took another time than was asked for, and why. */
  private void noteTime(TrainingSummary summary, TrainingPlan plan) {
    Double minutes = configuration.budget().minutes;
    if (minutes == null || configuration.files().resume) {
      return;
    }
    double asked = 60 * minutes;
    double used = (System.nanoTime() - console.beginning()) * 1e-9;
    if (used >= LEAST_USE * asked && used <= MOST_USE * asked) {
      return;
    }
    String why =
        used > asked
            ? "the machine became slower than it was when its speed was measured"
            : readOftenEnough(summary, plan)
                ? "they read the data "
                    + NumberText.grouped(Math.round(summary.epochs()))
                    + " times, and more takes --epochs"
                : "the machine became faster than it was when its speed was measured";
    console.note(
        "used %s of the %s asked for; planned were %s steps: %s"
            .formatted(
                NumberText.duration(used),
                NumberText.duration(asked),
                NumberText.grouped(summary.steps()),
                why));
  }

  /** Says so where a text was read as often as it is by default, and taught until the end. */
  private void noteReadings(TrainingSummary summary, TrainingPlan plan) {
    if (plan.task() instanceof LanguagePlan
        && configuration.budget().steps == null
        && configuration.budget().epochs == null
        && readOftenEnough(summary, plan)
        && !Double.isNaN(summary.validationNats())
        && (summary.steps() - summary.bestStep()) * LATEST_SHARE <= summary.steps()) {
      console.note(
          "validation still fell when the text had been read %d times; --epochs %d may learn more"
              .formatted(Math.round(summary.epochs()), 2 * Recipe.MOST_EPOCHS));
    }
  }

  /** Whether it was the recipe's limit that ended a run without steps and epochs. */
  private static boolean readOftenEnough(TrainingSummary summary, TrainingPlan plan) {
    if (plan.task() instanceof LanguagePlan) {
      return summary.epochs() >= NEARLY * Recipe.MOST_EPOCHS;
    }
    return summary.epochs() >= MANY_EPOCHS
        && Math.abs(summary.epochs() - Math.rint(summary.epochs())) < WHOLE_EPOCHS;
  }

  private static String announcement(Trainer trainer, Lesson.Prepared prepared) {
    long steps = trainer.plan().steps();
    return "%s (%s parameters) on %s, %s %s"
        .formatted(
            trainer.plan().task().model().title(),
            NumberText.grouped(trainer.task().model().parameterCount()),
            prepared.description(),
            NumberText.grouped(steps),
            steps == 1 ? "step" : "steps");
  }

  private TrainingPlan answering(TrainingPlan plan) {
    OnDivergence answer = configuration.learning().onDivergence;
    return answer == null ? plan : plan.withOnDivergence(answer);
  }

  private void verify(String sha256) {
    String expected = configuration.files().verify;
    if (expected == null) {
      return;
    }
    if (!expected.equals(sha256)) {
      throw UserException.failure(
          "the weights are not those expected (sha256 " + sha256 + ")",
          output.name(),
          "compare the text, the options and the version of charwise with those of the run that"
              + " had "
              + expected);
    }
    console.note("the weights are those expected: sha256 " + sha256);
  }

  private String plotName() {
    return configuration.plot() == null ? "" : configuration.plot().name();
  }

  private Outcome run(Trainer trainer, Progress progress, AuxiliaryFile log, AuxiliaryFile plot)
      throws IOException {
    try (var reporter =
        new TrainingReporter(trainer.plan(), progress, configuration.files().log, log, console)) {
      Outcome outcome = trainer.run(reporter);
      PlotFile picture = configuration.plot();
      if (picture != null) {
        plot.attempt(() -> picture.write(LossCurve.chart(List.of(reporter.curve()))));
      }
      return outcome;
    }
  }

  /** Prints the report. If nobody reads it, the exit status still tells how the run ended. */
  private void print(TrainingSummary summary, Trainer trainer, Lesson.Prepared prepared)
      throws IOException {
    String repetition = configuration.timed() ? "--steps " + trainer.plan().steps() : "";
    try {
      new Report(configuration, output, trainer, prepared, console).print(summary, repetition);
    } catch (ClosedPipeException nobodyReads) {
      // The model is saved.
    }
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
