package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.curves.LossCurve;
import charwise.cli.output.AuxiliaryFile;
import charwise.cli.plot.Chart;
import charwise.engine.loss.Loss;
import charwise.engine.task.Metric;
import charwise.engine.training.TrainingEvent;
import charwise.engine.training.TrainingEvent.Evaluated;
import charwise.engine.training.TrainingEvent.Measured;
import charwise.engine.training.TrainingEvent.Rewound;
import charwise.engine.training.TrainingEvent.Saved;
import charwise.engine.training.TrainingEvent.Started;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports the events of a run: to the log, and to the user. */
final class TrainingReporter implements Consumer<TrainingEvent>, AutoCloseable {
  private final TrainingPlan plan;
  private final Progress progress;
  private final @Nullable Path logPath;
  private final Console console;
  private final AuxiliaryFile logFile;
  private final List<Chart.Point> training = new ArrayList<>();
  private final List<Chart.Point> validation = new ArrayList<>();
  private @Nullable TrainingLog log;
  private final Overfitting overfitting;
  private boolean overfits;
  private double validationNats = Double.NaN;
  private double trainNats = Double.NaN;
  private String metric = "";

  /**
   * Reports to {@code progress} and, if there is one, to a log.
   *
   * @param logPath the log as the user named it
   * @param logFile knows whether writing to the log failed
   */
  TrainingReporter(
      TrainingPlan plan,
      Progress progress,
      @Nullable Path logPath,
      AuxiliaryFile logFile,
      Console console) {
    this.plan = plan;
    this.overfitting = new Overfitting(plan);
    this.progress = progress;
    this.logPath = logPath;
    this.logFile = logFile;
    this.console = console;
  }

  @Override
  public void accept(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Progress at -> progress.show(state(at));
      case Evaluated evaluated -> {
        validationNats = evaluated.score().loss().natsPerCharacter();
        metric = words(evaluated.score().selection());
        addPoints(evaluated.at(), validationNats);
        addToLog(evaluated.at(), evaluated);
        noteOverfitting(evaluated);
      }
      case Measured measured -> {
        addPoints(measured.at(), Double.NaN);
        addToLog(measured.at(), null);
      }
      case Started started -> startLog(started.doneSteps());
      case Rewound rewound -> {
        progress.note(words(rewound));
        training.removeIf(point -> point.x() > rewound.toStep());
        validation.removeIf(point -> point.x() > rewound.toStep());
        logFile.attempt(() -> openLog(rewound.toStep(), true));
      }
      case Saved saved -> {}
    }
  }

  private static String words(Rewound rewound) {
    return "diverged at step %s (gradient norm %s): back to step %s at %s of the learning rate"
        .formatted(
            NumberText.grouped(rewound.divergedStep()),
            rewound.gradientNorm(),
            NumberText.grouped(rewound.toStep()),
            NumberText.exact(rewound.rateFactor()));
  }

  /** A measure that is more than the loss, in words; else nothing. */
  private static String words(Metric selection) {
    return selection.higherIsBetter() && Double.isFinite(selection.value())
        ? selection.name() + " " + NumberText.fixed(selection.value(), 4)
        : "";
  }

  private void addPoints(TrainingEvent.Progress at, double nats) {
    LossCurve.add(training, (double) at.step(), at.trainNats());
    LossCurve.add(validation, (double) at.step(), nats);
  }

  /** The losses of the run, from its log, which also has those before it was resumed. */
  LossCurve curve() throws IOException {
    String name = String.valueOf(logPath);
    return logPath != null
        ? LossCurve.read(name, console.resolve(logPath))
        : new LossCurve(name, training, validation);
  }

  /** Says so once, as soon as it shows. */
  private void noteOverfitting(Evaluated evaluated) {
    if (!overfits && overfitting.shows(evaluated.bestStep(), evaluated.at().step())) {
      overfits = true;
      progress.note("this run overfits: " + overfitting.words(evaluated.bestStep()));
    }
  }

  private void addToLog(TrainingEvent.Progress at, @Nullable Evaluated evaluated) {
    TrainingLog open = log;
    if (open != null) {
      logFile.attempt(() -> open.add(at, evaluated));
    }
  }

  /** Opens the log. Failing to do so is an error, because nothing is lost yet. */
  private void startLog(long doneSteps) {
    try {
      openLog(doneSteps, doneSteps > 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void openLog(long step, boolean continued) throws IOException {
    if (logPath != null) {
      closeLog();
      String name = logPath.toString();
      Path file = console.resolve(logPath);
      log = continued ? TrainingLog.resume(name, file, step) : TrainingLog.create(name, file);
    }
  }

  private void closeLog() throws IOException {
    if (log != null) {
      log.close();
    }
  }

  private TrainingProgress state(TrainingEvent.Progress at) {
    if (Double.isFinite(at.trainNats())) {
      trainNats = at.trainNats();
    }
    double charactersLeft = (at.steps() - at.step()) * plan.task().unitsPerStep();
    return new TrainingProgress(
        at.step(),
        at.steps(),
        at.epoch(),
        trainNats / Loss.LN_2,
        validationNats / Loss.LN_2,
        plan.task().lossUnit(),
        metric,
        at.unitsPerSecond(),
        charactersLeft / at.unitsPerSecond());
  }

  @Override
  public void close() {
    progress.close();
    logFile.close(this::closeLog);
  }
}
