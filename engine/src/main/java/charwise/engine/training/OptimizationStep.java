package charwise.engine.training;

import charwise.engine.data.Corpus;
import charwise.engine.data.Windows;
import charwise.engine.kernel.Team;
import charwise.engine.kernel.UpdateKernels;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelStep;
import org.jspecify.annotations.Nullable;

/** One step of a plan by a team: a window, its loss and gradients, and the update. */
public final class OptimizationStep {
  private final LanguageModelStep gradients;
  private final ParameterUpdate update;
  private final Windows windows;
  private final LearningRate rate;
  private final Team team;
  private final Team.Job job = this::work;
  private long step;
  private double gradientNorm;
  private double rateFactor = 1;
  private UpdateKernels.@Nullable Step constants;

  /** Steps on the windows of a training text; {@code model} is trained in place. */
  public OptimizationStep(TrainingPlan plan, Corpus train, LanguageModel model, Team team) {
    this(plan, plan.windows(train), model, team);
  }

  /** Steps on given windows, of the plan's size. */
  OptimizationStep(TrainingPlan plan, Windows windows, LanguageModel model, Team team) {
    this.windows = windows;
    this.team = team;
    OptimizationPlan optimization = plan.optimization();
    this.rate = optimization.rate();
    gradients = new LanguageModelStep(
        model,
        plan.batches().timeSteps(),
        plan.batches().batchSize(),
        plan.dropout(),
        plan.seed(),
        team);
    update = new ParameterUpdate(
        model.parameters(),
        optimization.optimizer().create(model.parameters().size()),
        optimization.clipping(),
        optimization.weightDecay());
  }

  /**
   * Does the step after {@code doneSteps}.
   *
   * @return false if loss or gradients are not finite; the weights are then as before
   */
  public boolean run(long doneSteps) {
    step = doneSteps + 1;
    windows.fill(
        doneSteps,
        gradients.inputs(),
        gradients.targets(),
        gradients.resets(),
        gradients.lossWeights());
    gradients.atStep(step);
    team.run(job);
    gradients.carry();
    return constants != null;
  }

  private void work(int member) {
    gradients.backpropagate(member);
    team.barrier();
    update.measure(team);
    team.barrier();
    if (member == 0) {
      prepare();
    }
    team.barrier();
    UpdateKernels.Step now = constants;
    if (now != null) {
      update.apply(team, now);
      team.barrier();
      gradients.refresh();
    }
  }

  private void prepare() {
    gradientNorm = update.gradientNorm();
    boolean finite = Double.isFinite(gradientNorm) && Double.isFinite(totalNats());
    constants = finite ? update.prepare(step, rateFactor * rate.at(step), gradientNorm) : null;
  }

  /** From now on the plan's learning rate is multiplied by {@code factor}. */
  void rateFactor(double factor) {
    rateFactor = factor;
  }

  /** Brings what is derived from the weights up to date, after they were read from elsewhere. */
  void refresh() {
    team.run(member -> gradients.refresh());
  }

  /** The sum of the losses of the last step's window. */
  public double totalNats() {
    double sum = 0;
    for (double nats : gradients.nats()) {
      sum += nats;
    }
    return sum;
  }

  /** The last step's norm of all gradients before clipping. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** How often the text has been read after some steps. */
  double epoch(long steps) {
    return windows.epoch(steps);
  }

  /** What the steps change, together with the weights of {@code model}, the one being trained. */
  RunState state(LanguageModel model) {
    return new RunState(model, update.optimizer().moments(), gradients.initialState());
  }
}
