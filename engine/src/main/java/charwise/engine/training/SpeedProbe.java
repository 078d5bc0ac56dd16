package charwise.engine.training;

import charwise.engine.data.Corpus;
import charwise.engine.kernel.Team;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.Scorer;
import charwise.engine.task.language.TrainingText;
import java.util.Arrays;

/**
 * Measures how long a plan's steps and evaluations take on this machine, on a throw-away model, so
 * that the real run's weights depend on nothing measured but its number of steps. As a side effect
 * the run itself starts on compiled code.
 */
public final class SpeedProbe {
  private static final int RECENT = 40;
  private static final int SCORED_CHARACTERS = 256;
  private static final double STEPS_SHARE = 0.8;

  /**
   * What scoring a unit costs at the most, in units of training. More was measured only where the
   * code was not compiled yet.
   */
  private static final double DEAREST_EVALUATION = 3;

  private SpeedProbe() {}

  /**
   * Seconds that a step and an evaluation take.
   *
   * @param spent seconds that the measurement took
   */
  public record Speed(double stepSeconds, double evaluationSeconds, double spent) {}

  /**
   * Runs the plan for so many seconds, most of which go by until the code is compiled; the last
   * steps count.
   */
  public static Speed measure(TrainingPlan plan, TrainingText text, int threads, double seconds) {
    long begin = System.nanoTime();
    LanguageModel model = new LanguageModel(plan.model());
    model.initialize(plan.seed());
    try (Team team = new Team(threads)) {
      OptimizationStep step = new OptimizationStep(plan, text.train(), model, team);
      double[] recent = new double[RECENT];
      int steps = 0;
      while (steps == 0 || seconds(begin) < STEPS_SHARE * seconds) {
        long start = System.nanoTime();
        step.run(steps);
        recent[steps++ % RECENT] = seconds(start);
      }
      double typical = lowerQuartile(recent, Math.min(steps, RECENT));
      double unit = typical / plan.charactersPerStep();
      double evaluation = Math.min(
          evaluationSeconds(plan, text, model, team, (1 - STEPS_SHARE) * seconds),
          DEAREST_EVALUATION * unit * text.validation().length());
      return new Speed(typical, evaluation, seconds(begin));
    }
  }

  private static double evaluationSeconds(
      TrainingPlan plan,
      TrainingText text,
      LanguageModel model,
      Team team,
      double atLeast) {
    Corpus validation = text.validation();
    if (validation.length() < 2) {
      return 0;
    }
    int length = Math.min(SCORED_CHARACTERS, validation.length());
    Corpus part = validation.slice(0, length);
    Scorer scorer = new Scorer(model, validation.vocabulary(), plan.batches().items(), team);
    double best = Double.POSITIVE_INFINITY;
    long begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      scorer.score(part);
      best = Math.min(best, seconds(start));
    } while (seconds(begin) < atLeast);
    return best * validation.length() / length;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }

  /** What most steps will take: those slowed down by compilation are not typical. */
  private static double lowerQuartile(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[count / 4];
  }
}
