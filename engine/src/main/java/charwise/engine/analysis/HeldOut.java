package charwise.engine.analysis;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Recipe;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.OptimizationStep;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Small models of lines for cross-validation (Stone 1974): each learns a text without one part, to
 * say how surprising that part is. A GRU of {@value #HIDDEN_SIZE} units learns for {@value #STEPS}
 * steps, or as many as read the text {@value #EPOCHS} times; nothing is set aside for validation.
 */
public final class HeldOut {
  /** Units of a model. */
  public static final int HIDDEN_SIZE = 64;

  /** The most steps. */
  public static final long STEPS = 3000;

  /** The most readings of the text. */
  public static final int EPOCHS = 30;

  private static final int BATCH_SIZE = 32;
  private static final int TIME_STEPS = 16;

  private HeldOut() {}

  /** How many steps a text is learnt for. */
  public static long steps(Corpus lines) {
    return Math.min(STEPS, Math.ceilDiv((long) EPOCHS * lines.length(), BATCH_SIZE * TIME_STEPS));
  }

  /**
   * Trains a model. Where numbers are no longer finite, it ends with the last ones that were.
   *
   * @param lines each ends in a line feed
   * @param done hears of every step
   */
  public static SavedModel train(Corpus lines, long seed, Team team, LongConsumer done) {
    var text = new TrainingText(lines, lines.slice(0, 0));
    var request =
        new PlanRequest(
            new PlanRequest.Shape(CellType.GRU, HIDDEN_SIZE, 1, null, null),
            BATCH_SIZE,
            TIME_STEPS,
            Budget.ofSteps(steps(lines)),
            OptimizationRequest.OPEN,
            Items.LINE,
            seed);
    TrainingPlan plan = Recipe.plan(request, text, team.size());
    LanguageTask task = LanguageTask.of(plan, text);
    var optimization = new OptimizationStep(plan, task, team);
    for (long step = 0; step < plan.steps() && optimization.run(step); step++) {
      done.accept(step + 1);
    }
    return SavedModel.of(task.model(), lines.vocabulary(), Items.LINE, 0, Map.of());
  }
}
