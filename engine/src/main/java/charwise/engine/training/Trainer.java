package charwise.engine.training;

import charwise.engine.checkpoint.ModelFile;
import charwise.engine.json.JsonFields;
import charwise.engine.kernel.Team;
import charwise.engine.task.Score;
import charwise.engine.task.Task;
import charwise.engine.task.TaskPlan;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingEvent.Evaluated;
import charwise.engine.training.TrainingEvent.Measured;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingEvent.Rewound;
import charwise.engine.training.TrainingEvent.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan: steps, evaluations, the best model kept, and checkpoints from which a run
 * goes on exactly where it was. Used from one thread, except for {@link #stop}.
 */
public final class Trainer implements AutoCloseable {
  /** A thousandth of the learning rate: a run that diverges then has another fault. */
  public static final int MAXIMUM_REWINDS = 10;

  private final TrainingPlan plan;
  private final Task task;
  private final Team team;
  private final OptimizationStep optimization;
  private final TrainingState state;
  private final @Nullable RewindPoint rewindPoint;
  private final RunStorage storage;
  private RunProgress progress;
  private Speedometer speed = new Speedometer();
  private volatile boolean stopping;

  private Trainer(TrainingPlan plan, Task task, int threads, RunFiles files, RunProgress progress) {
    this.plan = plan;
    this.task = task;
    this.progress = progress;
    this.team = new Team(threads);
    this.optimization = new OptimizationStep(plan, task, team);
    this.state = optimization.state();
    this.rewindPoint = plan.onDivergence() == OnDivergence.REWIND ? new RewindPoint(state) : null;
    this.storage = new RunStorage(plan, task, files, state, rewindPoint);
    keepRewindPoint();
  }

  /** A new run of a task made for the plan, from the weights that its model has. */
  public static Trainer start(TrainingPlan plan, Task task, int threads, RunFiles files) {
    return new Trainer(plan, task, threads, files, new RunProgress());
  }

  /**
   * The plan of the run that can be resumed, or null where there is no checkpoint.
   *
   * @param plans makes a task's part of the plan
   */
  public static @Nullable TrainingPlan resumable(
      RunFiles files, Function<JsonFields, TaskPlan> plans) throws IOException {
    return Files.exists(files.checkpoint())
        ? RunCheckpoint.read(files.checkpoint(), plans).plan()
        : null;
  }

  /**
   * Goes on with an interrupted run.
   *
   * @param plans makes a task's part of the plan
   * @param tasks makes the task for a plan; its model's weights do not matter
   * @throws IOException if its checkpoint cannot be read or is of other data, or if its best model
   *     is gone
   */
  public static Trainer resume(
      RunFiles files,
      Function<JsonFields, TaskPlan> plans,
      Function<TrainingPlan, Task> tasks,
      int threads)
      throws IOException {
    RunCheckpoint checkpoint = RunCheckpoint.read(files.checkpoint(), plans);
    Task task = tasks.apply(checkpoint.plan());
    checkpoint.requireData(task.mark());
    Trainer trainer = new Trainer(checkpoint.plan(), task, threads, files, checkpoint.progress());
    try {
      checkpoint.restore(trainer.state, trainer.rewindPoint);
      trainer.requireBestModel();
    } catch (IOException | RuntimeException e) {
      trainer.close();
      throw e;
    }
    trainer.optimization.rateFactor(trainer.progress.rateFactor());
    return trainer;
  }

  /**
   * Makes sure that the best model so far is in its file. It may be missing where the process was
   * killed between writing a checkpoint and the model that belongs to it: its weights are then
   * those of the checkpoint, and what else is in the file follows from an evaluation.
   */
  private void requireBestModel() throws IOException {
    if (progress.hasBest() && !storage.hasModel(progress.bestSha256)) {
      if (progress.step != progress.bestStep) {
        throw storage.otherModel();
      }
      task.evaluation(team).run();
      storage.saveModel(summary(""));
    }
  }

  /** The plan being carried out. */
  public TrainingPlan plan() {
    return plan;
  }

  /** The task; its model is to be read only while a listener is being called. */
  public Task task() {
    return task;
  }

  /** Asks the run to end after the current step, saving all. Any thread may. */
  public void stop() {
    stopping = true;
  }

  /**
   * Runs to the end, or until asked to stop.
   *
   * @throws IOException if a file cannot be written; the last checkpoint remains
   */
  public Outcome run(Consumer<? super TrainingEvent> listener) throws IOException {
    listener.accept(new Started(plan, task.model().parameterCount(), progress.step));
    double secondsBefore = progress.seconds;
    long begin = System.nanoTime();
    storage.begin(progress.step, begin);
    speed.note(begin, progress.units);
    while (progress.step < plan.steps()) {
      if (stopping && state.isFinite()) {
        return interrupted(listener);
      }
      long step = progress.step + 1;
      boolean finite = optimization.run(progress.step);
      if (finite) {
        long now = System.nanoTime();
        progress.step = step;
        progress.units += optimization.units();
        progress.trainNats += optimization.loss().totalNats();
        progress.trainCount += optimization.loss().count();
        progress.seconds = secondsBefore + (now - begin) * 1e-9;
        speed.note(now, progress.units);
        finite = followUp(now, listener);
      }
      if (!finite && !rewind(step, listener)) {
        return new Outcome.Diverged(
            step, optimization.gradientNorm(), progress.hasBest(), progress.rewinds);
      }
    }
    return new Outcome.Completed(summary(storage.complete()));
  }

  /**
   * Does what is due after a step.
   *
   * @return false if the step led to weights or a validation loss that are not finite; nothing of
   *     it is saved then
   */
  private boolean followUp(long now, Consumer<? super TrainingEvent> listener) throws IOException {
    boolean evaluation =
        progress.step % plan.evaluationEvery() == 0 || progress.step == plan.steps();
    boolean checkpoint = storage.checkpointIsDue(progress.step, now);
    if ((evaluation || checkpoint) && !state.isFinite()) {
      return false;
    }
    Progress report = report(now);
    listener.accept(report);
    if (evaluation) {
      if (!evaluate(report, listener)) {
        return false;
      }
    } else if (progress.step % plan.measureEvery() == 0) {
      listener.accept(new Measured(report));
      progress.startMeasuring();
    }
    if (checkpoint) {
      listener.accept(storage.writeCheckpoint(progress));
    }
    return true;
  }

  private void keepRewindPoint() {
    if (rewindPoint != null) {
      rewindPoint.keep(progress);
    }
  }

  /** Goes back to the rewind point at half the learning rate; false if it cannot. */
  private boolean rewind(long divergedStep, Consumer<? super TrainingEvent> listener) {
    if (rewindPoint == null || progress.rewinds == MAXIMUM_REWINDS) {
      return false;
    }
    RunProgress diverged = progress;
    progress = rewindPoint.restore();
    progress.rewinds = diverged.rewinds + 1;
    progress.seconds = diverged.seconds;
    optimization.rateFactor(progress.rateFactor());
    speed = new Speedometer();
    listener.accept(
        new Rewound(
            divergedStep, optimization.gradientNorm(), progress.step, progress.rateFactor()));
    return true;
  }

  private Progress report(long now) {
    return new Progress(
        progress.step,
        plan.steps(),
        optimization.epoch(progress.step),
        progress.seconds,
        progress.units,
        progress.rateFactor() * plan.optimization().rate().at(progress.step),
        progress.meanTrainNats(),
        optimization.gradientNorm(),
        speed.perSecond(now, progress.units));
  }

  /** Returns false, with nothing saved, if the loss is not finite. */
  private boolean evaluate(Progress report, Consumer<? super TrainingEvent> listener)
      throws IOException {
    Score score = task.evaluation(team).run();
    if (!score.isFinite()) {
      return false;
    }
    boolean best = !progress.hasBest() || score.selection().beats(progress.bestSelection);
    if (best) {
      progress.bestStep = progress.step;
      progress.bestSelection = score.selection().value();
      progress.bestValidation = score.loss().natsPerCharacter();
      progress.bestTrain = progress.meanTrainNats();
      progress.bestSha256 = ModelFile.sha256(task.model());
    }
    progress.startMeasuring();
    keepRewindPoint();
    if (best) {
      storage.announceModel(progress);
      listener.accept(storage.saveModel(summary("")));
    }
    listener.accept(new Evaluated(report, score, progress.bestStep));
    return true;
  }

  private Outcome interrupted(Consumer<? super TrainingEvent> listener) throws IOException {
    listener.accept(storage.writeCheckpoint(progress));
    if (!progress.hasBest()) {
      listener.accept(storage.saveModel(summary("")));
    }
    return new Outcome.Interrupted(progress.step, storage.checkpoint());
  }

  private TrainingSummary summary(String sha256) {
    return new TrainingSummary(
        task.model().parameterCount(),
        progress.step,
        optimization.epoch(progress.step),
        progress.seconds,
        progress.units / progress.seconds,
        progress.bestStep,
        progress.bestTrain,
        progress.bestValidation,
        progress.bestSelection,
        plan.seed(),
        progress.rewinds,
        sha256);
  }

  @Override
  public void close() {
    team.close();
  }
}
