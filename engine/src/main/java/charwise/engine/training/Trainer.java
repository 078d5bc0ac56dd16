package charwise.engine.training;

import charwise.engine.data.Windows;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.Scorer;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingEvent.Evaluated;
import charwise.engine.training.TrainingEvent.Measured;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingEvent.Rewound;
import charwise.engine.training.TrainingEvent.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan: steps, evaluations, the best model kept, and checkpoints from which a run goes
 * on exactly where it was. Used from one thread, but for {@link #stop}.
 */
public final class Trainer implements AutoCloseable {
  /** A thousandth of the learning rate: a run that diverges then has another fault. */
  public static final int MAXIMUM_REWINDS = 10;

  private final TrainingPlan plan;
  private final TrainingText text;
  private final LanguageModel model;
  private final Team team;
  private final OptimizationStep optimization;
  private final RunState state;
  private final @Nullable RewindPoint rewindPoint;
  private final RunStorage storage;
  private RunProgress progress;
  private Speedometer speed = new Speedometer();
  private volatile boolean stopping;

  private Trainer(
      TrainingPlan plan,
      TrainingText text,
      int threads,
      RunFiles files,
      LanguageModel model,
      Windows windows,
      RunProgress progress) {
    this.plan = plan;
    this.text = text;
    this.model = model;
    this.progress = progress;
    this.team = new Team(threads);
    this.optimization = new OptimizationStep(plan, windows, model, team);
    this.state = optimization.state(model);
    this.rewindPoint =
        plan.onDivergence() == OnDivergence.REWIND ? new RewindPoint(state) : null;
    this.storage = new RunStorage(plan, text, files, state, rewindPoint);
    keepRewindPoint();
  }

  /**
   * A new run.
   *
   * @param initial the weights to start from; null for fresh ones
   * @throws IllegalArgumentException if those are of another shape than the plan's
   */
  public static Trainer start(
      TrainingPlan plan,
      TrainingText text,
      int threads,
      RunFiles files,
      @Nullable LanguageModel initial) {
    return start(plan, text, threads, files, initial, plan.windows(text.train()));
  }

  /**
   * A new run on windows of the caller's making, which can not be resumed.
   *
   * @param initial the weights to start from; null for fresh ones
   * @throws IllegalArgumentException if those are of another shape than the plan's
   */
  public static Trainer start(
      TrainingPlan plan,
      TrainingText text,
      int threads,
      RunFiles files,
      @Nullable LanguageModel initial,
      Windows windows) {
    LanguageModel model = new LanguageModel(plan.model());
    if (initial == null) {
      model.initialize(plan.seed());
    } else if (!initial.config().equals(plan.model())) {
      throw new IllegalArgumentException("the initial model's shape is not the plan's");
    } else {
      float[] weights = initial.parameters().values();
      System.arraycopy(weights, 0, model.parameters().values(), 0, weights.length);
    }
    return new Trainer(plan, text, threads, files, model, windows, new RunProgress());
  }

  /** The plan of the run that can be resumed, or null where there is no checkpoint. */
  public static @Nullable TrainingPlan resumable(RunFiles files) throws IOException {
    return Files.exists(files.checkpoint()) ? RunCheckpoint.read(files.checkpoint()).plan() : null;
  }

  /**
   * Goes on with an interrupted run.
   *
   * @throws IOException if its checkpoint can not be read or is of another text, or if its best
   *     model is gone
   */
  public static Trainer resume(RunFiles files, TrainingText text, int threads)
      throws IOException {
    RunCheckpoint checkpoint = RunCheckpoint.read(files.checkpoint());
    checkpoint.requireText(text);
    if (checkpoint.progress().hasBest()) {
      RunStorage.requireModel(files);
    }
    Trainer trainer = new Trainer(
        checkpoint.plan(), text, threads, files,
        new LanguageModel(checkpoint.plan().model()),
        checkpoint.plan().windows(text.train()),
        checkpoint.progress());
    try {
      checkpoint.restore(trainer.state, trainer.rewindPoint);
    } catch (IOException | RuntimeException e) {
      trainer.close();
      throw e;
    }
    trainer.optimization.refresh();
    trainer.optimization.rateFactor(trainer.progress.rateFactor());
    return trainer;
  }

  /** The plan being carried out. */
  public TrainingPlan plan() {
    return plan;
  }

  /** The model as it is now; to be read only while a listener is being called. */
  public LanguageModel model() {
    return model;
  }

  /** Asks the run to end after the current step, saving all. Any thread may. */
  public void stop() {
    stopping = true;
  }

  /**
   * Runs to the end, or until asked to stop.
   *
   * @throws IOException if a file can not be written; the last checkpoint remains
   */
  public Outcome run(Consumer<? super TrainingEvent> listener) throws IOException {
    listener.accept(new Started(plan, model.parameterCount(), progress.step));
    double secondsBefore = progress.seconds;
    long begin = System.nanoTime();
    storage.begin(progress.step, begin);
    speed.note(begin, characters());
    while (progress.step < plan.steps()) {
      if (stopping && state.isFinite()) {
        return interrupted(listener);
      }
      long step = progress.step + 1;
      boolean finite = optimization.run(progress.step);
      if (finite) {
        long now = System.nanoTime();
        progress.step = step;
        progress.trainNats += optimization.totalNats();
        progress.trainCount += plan.charactersPerStep();
        progress.seconds = secondsBefore + (now - begin) * 1e-9;
        speed.note(now, characters());
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
  private boolean followUp(long now, Consumer<? super TrainingEvent> listener)
      throws IOException {
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
      progress.startMeasuring();
      keepRewindPoint();
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

  /** Goes back to the rewind point at half the learning rate; false if that is not to be. */
  private boolean rewind(long divergedStep, Consumer<? super TrainingEvent> listener) {
    if (rewindPoint == null || progress.rewinds == MAXIMUM_REWINDS) {
      return false;
    }
    RunProgress diverged = progress;
    progress = rewindPoint.restore();
    progress.rewinds = diverged.rewinds + 1;
    progress.seconds = diverged.seconds;
    optimization.refresh();
    optimization.rateFactor(progress.rateFactor());
    speed = new Speedometer();
    listener.accept(
        new Rewound(
            divergedStep, optimization.gradientNorm(), progress.step, progress.rateFactor()));
    return true;
  }

  private long characters() {
    return progress.step * plan.charactersPerStep();
  }

  private Progress report(long now) {
    return new Progress(
        progress.step,
        plan.steps(),
        optimization.epoch(progress.step),
        progress.seconds,
        characters(),
        progress.rateFactor() * plan.optimization().rate().at(progress.step),
        progress.trainNatsPerCharacter(),
        optimization.gradientNorm(),
        speed.perSecond(now, characters()));
  }

  /** Returns false, with nothing saved, if the loss is not finite. */
  private boolean evaluate(Progress report, Consumer<? super TrainingEvent> listener)
      throws IOException {
    Loss loss =
        new Scorer(model, text.validation().vocabulary(), plan.batches().items(), team)
            .score(text.validation());
    if (loss.count() > 0 && !Double.isFinite(loss.totalNats())) {
      return false;
    }
    // NaN without validation text; every evaluation is then the best, so the model is the last.
    double validation = loss.natsPerCharacter();
    boolean best = !progress.hasBest() || !(validation >= progress.bestValidation);
    if (best) {
      progress.bestStep = progress.step;
      progress.bestValidation = validation;
      progress.bestTrain = progress.trainNatsPerCharacter();
      listener.accept(storage.saveModel(model, summary("")));
    }
    listener.accept(new Evaluated(report, validation, best));
    return true;
  }

  private Outcome interrupted(Consumer<? super TrainingEvent> listener) throws IOException {
    listener.accept(storage.writeCheckpoint(progress));
    if (!progress.hasBest()) {
      listener.accept(storage.saveModel(model, summary("")));
    }
    return new Outcome.Interrupted(progress.step, storage.checkpoint());
  }

  private TrainingSummary summary(String sha256) {
    return new TrainingSummary(
        plan.model(),
        model.parameterCount(),
        progress.step,
        optimization.epoch(progress.step),
        progress.seconds,
        characters() / progress.seconds,
        progress.bestTrain,
        progress.bestValidation,
        plan.seed(),
        progress.rewinds,
        sha256);
  }

  @Override
  public void close() {
    team.close();
  }
}
