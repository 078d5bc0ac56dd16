package charwise.engine.analysis;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.Regularization;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.OptimizationStep;
import charwise.engine.training.TrainingPlan;
import java.util.function.Consumer;

/**
 * A training run whose gradients explode (Pascanu, Mikolov and Bengio 2013): a simple recurrent
 * network whose recurrent weights start four times as large as they should, trained by plain
 * gradient descent over long windows. The gradient then grows with every step back, until clipped
 * steps have tamed the weights, or unclipped ones have thrown them out of bounds.
 */
public final class ClippingRun {
  /** The units of the network. */
  public static final int HIDDEN_SIZE = 64;

  /** How much too large the recurrent weights are at first. */
  public static final int TOO_LARGE = 4;

  /** The steps that a gradient goes back. */
  public static final int TIME_STEPS = 150;

  /** The rate of the descent. */
  public static final double LEARNING_RATE = 0.1;

  private static final int BATCH_SIZE = 16;

  private ClippingRun() {}

  /**
   * A step as it was before the weights were changed.
   *
   * @param step from 1
   * @param natsPerCharacter the loss of its window
   * @param gradientNorm before clipping; where loss or norm is not finite, the run ends
   */
  public record Step(long step, double natsPerCharacter, double gradientNorm) {
    /** Whether loss or gradient is infinite or not a number. */
    public boolean diverged() {
      return !Double.isFinite(natsPerCharacter) || !Double.isFinite(gradientNorm);
    }
  }

  /**
   * Trains for some steps, or until the run diverges.
   *
   * @param listener hears of every step, and of the one that diverged
   * @throws IllegalArgumentException if the text has fewer than two units
   */
  public static void run(
      Corpus text, Clipping clipping, long steps, long seed, Team team, Consumer<Step> listener) {
    TrainingPlan plan = plan(text, clipping, steps, seed);
    LanguagePlan shape = LanguagePlan.of(plan);
    LanguageModel model = new LanguageModel(shape.model());
    model.initialize(seed);
    NamedTensor recurrent = model.stack().tensors().get(1);
    float[] weights = new float[recurrent.size()];
    recurrent.read(model.parameters().values(), weights);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= TOO_LARGE - 1;
    }
    recurrent.add(weights, model.parameters().values());
    LanguageTask task = LanguageTask.of(plan, new TrainingText(text, text.slice(0, 0)), model);
    OptimizationStep optimization = new OptimizationStep(plan, task, team);
    boolean finite = true;
    for (long done = 0; finite && done < steps; done++) {
      finite = optimization.run(done);
      listener.accept(
          new Step(done + 1, optimization.loss().natsPerCharacter(), optimization.gradientNorm()));
    }
  }

  private static TrainingPlan plan(Corpus text, Clipping clipping, long steps, long seed) {
    return new TrainingPlan(
        new LanguagePlan(
            new LanguageModelConfig(CellType.RNN, text.vocabulary().size(), HIDDEN_SIZE, 1, false),
            new BatchPlan(Items.NONE, BATCH_SIZE, TIME_STEPS, 0),
            Regularization.NONE),
        new OptimizationPlan(
            OptimizerType.SGD,
            new LearningRate(ScheduleType.CONSTANT, LEARNING_RATE, 0, steps),
            0,
            clipping),
        seed,
        steps,
        OnDivergence.STOP);
  }
}
