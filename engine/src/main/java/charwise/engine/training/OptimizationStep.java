package charwise.engine.training;

import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.task.GradientStep;
import charwise.engine.task.Phase;
import charwise.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** One step of a plan by a team: a batch, its loss and gradients, and the update. */
public final class OptimizationStep {
  private final Task task;
  private final GradientStep gradients;
  private final ParameterUpdate update;
  private final LearningRate rate;
  private final Team team;
  private final Team.Job job = this::work;
  private final Runnable preparation = this::prepare;
  private long step;
  private double gradientNorm;
  private Loss loss = Loss.NONE;
  private double rateFactor = 1;
  private ParameterUpdate.@Nullable Constants constants;

  /** Steps that train the task's model in place. */
  public OptimizationStep(TrainingPlan plan, Task task, Team team) {
    this.task = task;
    this.team = team;
    OptimizationPlan optimization = plan.optimization();
    this.rate = optimization.rate();
    gradients = task.step(team);
    update =
        new ParameterUpdate(
            task.model().parameters(),
            optimization.optimizer().create(task.model().parameters().size()),
            optimization.clipping(),
            optimization.weightDecay(),
            optimization.tableRate(),
            team.size());
  }

  /**
   * Does the step after {@code doneSteps}.
   *
   * @return false if loss or gradients are not finite; the weights are then as before
   */
  public boolean run(long doneSteps) {
    step = doneSteps + 1;
    team.beginAlone(Phase.LOAD);
    gradients.load(step);
    team.run(job);
    team.beginAlone(Phase.LOAD);
    gradients.carry();
    return constants != null;
  }

  private void work(int member) {
    gradients.backpropagate(member);
    team.barrier(member);
    team.begin(member, Phase.NORM);
    update.measure(team, member);
    team.barrier(member, preparation);
    team.begin(member, Phase.UPDATE);
    ParameterUpdate.Constants now = constants;
    if (now != null) {
      update.apply(team, member, now);
    }
  }

  private void prepare() {
    gradientNorm = update.gradientNorm();
    loss = gradients.loss();
    boolean finite = Double.isFinite(gradientNorm) && Double.isFinite(loss.totalNats());
    constants = finite ? update.prepare(step, rateFactor * rate.at(step), gradientNorm) : null;
  }

  /** From now on the plan's learning rate is multiplied by {@code factor}. */
  void rateFactor(double factor) {
    rateFactor = factor;
  }

  /** The last step's loss. */
  public Loss loss() {
    return loss;
  }

  /** The units that the last step has read. */
  long units() {
    return gradients.units();
  }

  /** The last step's norm of all gradients before clipping. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** How often the data have been read after some steps. */
  double epoch(long steps) {
    return gradients.epoch(steps);
  }

  /** What the steps change. */
  TrainingState state() {
    return new TrainingState(task.model(), update.optimizer().moments(), gradients.carried());
  }
}
