package charwise.engine.comparison;

import charwise.engine.registry.TaskType;
import charwise.engine.task.Metric;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Score;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Speed;
import charwise.engine.training.SpeedProbe;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent;
import charwise.engine.training.TrainingEvent.Evaluated;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the runs of a comparison, each with a trainer of its own. Threads may use it at once
 * for different runs.
 */
public final class ComparisonRunner implements RunPlace {
  private final ComparisonTask task;
  private final Path folder;

  /**
   * Runs of a task.
   *
   * @param folder where models are kept while their runs go on
   */
  public ComparisonRunner(ComparisonTask task, Path folder) {
    this.task = task;
    this.folder = folder;
  }

  /** How often a run is evaluated. */
  public long evaluations(ComparedRun run) {
    return Math.ceilDiv(run.steps(), plan(run, task.learningRates().getFirst()).evaluationEvery());
  }

  /** How long a run trains, its evaluations included, at a speed. */
  public double seconds(ComparedRun run, Speed speed) {
    return run.steps() * speed.stepSeconds() + evaluations(run) * speed.evaluationSeconds();
  }

  /**
   * How long the first run of a shape takes, with the search before it and the measurement after.
   *
   * @param threads with which the speed was measured; the measurement after the run has one
   * @param evaluationLimit the most seconds that evaluating counts for
   */
  public double secondsInAll(ComparedRun run, Speed speed, int threads, double evaluationLimit) {
    double steps = run.steps() * (1 + tries() * task.searchShare());
    double evaluations = evaluations(run) + tries() + threads * task.measuringCost(run.steps());
    return steps * speed.stepSeconds()
        + Math.min(evaluations * speed.evaluationSeconds(), evaluationLimit);
  }

  private int tries() {
    int rates = task.learningRates().size();
    return rates == 1 ? 0 : rates;
  }

  @Override
  public Optional<Double> learningRate(ComparedRun run, int threads, RunMonitor monitor)
      throws IOException {
    List<Double> rates = task.learningRates();
    if (rates.size() == 1) {
      return Optional.of(rates.getFirst());
    }
    Optional<Double> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (double rate : rates) {
      Trained trained;
      try {
        TrainingPlan plan = task.plan(searchRun(run), rate, 1);
        trained = train(searchRun(run), plan, threads, monitor);
      } catch (DivergedException tooHigh) {
        continue;
      }
      if (trained.summary.isEmpty()) {
        return Optional.empty();
      }
      double validationLoss =
          task.validationLoss(trained.saved(), trained.summary.get().validationNats());
      if (validationLoss < least) {
        least = validationLoss;
        best = Optional.of(rate);
      }
    }
    if (best.isEmpty()) {
      throw new DivergedException(run, 0, Double.NaN);
    }
    return best;
  }

  /** The steps that {@link #learningRate} does in all. */
  public long searchSteps(ComparedRun run) {
    return tries() * searchRun(run).steps();
  }

  private ComparedRun searchRun(ComparedRun run) {
    long steps = Math.max(1, Math.round(run.steps() * task.searchShare()));
    return new ComparedRun(run.shape(), run.seed(), steps);
  }

  @Override
  public Optional<RunResult> run(
      ComparedRun run, double learningRate, int threads, RunMonitor monitor) throws IOException {
    TrainingPlan plan = plan(run, learningRate);
    Trained trained = train(run, plan, threads, monitor);
    if (trained.summary.isEmpty()) {
      return Optional.empty();
    }
    TrainingSummary summary = trained.summary.get();
    return Optional.of(
        new RunResult(
            run,
            learningRate,
            summary.seconds(),
            summary.unitsPerSecond(),
            summary.validationNats(),
            summary.selection(),
            trained.bestStep,
            trained.isShare ? RunResult.stepsToGoal(trained.curve) : Double.NaN,
            task.measure(plan, trained.saved()),
            trained.curve));
  }

  @Override
  public Speed speed(ComparedRun run, int threads, double seconds) {
    TrainingPlan plan = task.plan(run, task.learningRates().getFirst(), 1);
    return SpeedProbe.measure(plan, task.start(plan), threads, seconds);
  }

  private TrainingPlan plan(ComparedRun run, double learningRate) {
    return task.plan(run, learningRate, task.evaluations());
  }

  private Trained train(ComparedRun run, TrainingPlan plan, int threads, RunMonitor monitor)
      throws IOException {
    Path file = Files.createTempFile(folder, "run-", ".safetensors");
    RunFiles files = RunFiles.of(file, Long.MAX_VALUE);
    try (Trainer trainer = Trainer.start(plan, task.start(plan), threads, files)) {
      Trained trained = new Trained(trainer, monitor);
      switch (trainer.run(trained::accept)) {
        case Outcome.Completed completed -> {
          trained.summary = Optional.of(completed.summary());
          trained.saved = Optional.of(TaskType.read(file));
        }
        case Outcome.Interrupted interrupted -> Files.delete(interrupted.checkpoint());
        case Outcome.Diverged diverged ->
            throw new DivergedException(run, diverged.step(), diverged.gradientNorm());
      }
      return trained;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** What is known of a run that has ended; without summary and model if it was stopped. */
  private static final class Trained {
    final Trainer trainer;
    final RunMonitor monitor;
    final List<RunResult.Point> curve = new ArrayList<>();
    long bestStep;
    Optional<TrainingSummary> summary = Optional.empty();
    Optional<SavedTask> saved = Optional.empty();
    boolean isShare;

    Trained(Trainer trainer, RunMonitor monitor) {
      this.trainer = trainer;
      this.monitor = monitor;
    }

    SavedTask saved() {
      return saved.orElseThrow();
    }

    void accept(TrainingEvent event) {
      if (event instanceof Progress progress) {
        monitor.progress(progress);
        if (monitor.stopped()) {
          trainer.stop();
        }
      } else if (event instanceof Evaluated(Progress at, Score score, long best)) {
        Metric metric = score.selection();
        isShare = metric.higherIsBetter();
        monitor.evaluated(score);
        curve.add(
            new RunResult.Point(
                at.step(),
                at.seconds(),
                at.units(),
                at.trainNats(),
                score.loss().natsPerCharacter(),
                metric.value()));
        bestStep = best;
      }
    }
  }
}
