package charwise.engine.benchmark;

import charwise.engine.data.Corpus;
import charwise.engine.kernel.PhaseClock;
import charwise.engine.kernel.Team;
import charwise.engine.task.Phase;
import charwise.engine.task.Task;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Recipe;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OptimizationStep;
import charwise.engine.training.TrainingPlan;
import java.util.List;

/**
 * How fast whole optimizer steps are: forward, loss, backward, clipping, Adam.
 *
 * @param charactersPerSecond units trained on in a second
 * @param gigaflops 10⁹ operations of matrix products a second: 6 for each of their weights and unit
 * @param peakGigaflops the multiply-adds that the same threads can do at the most
 * @param stepSeconds the median step
 * @param warmUpSeconds until steps no longer got faster
 * @param phases where the time of a step goes; empty unless asked for
 */
public record TrainingSpeed(
    double charactersPerSecond,
    double gigaflops,
    double peakGigaflops,
    double stepSeconds,
    double warmUpSeconds,
    List<PhaseTime> phases) {
  private static final int WINDOWS = 64;

  /**
   * Measures a language model's shape.
   *
   * @param request cell, sizes, batch and window, all given
   * @param vocabularySize V, from 2
   * @param seconds how long to measure after the warm-up
   * @param withPhases whether to measure as long again where the time goes
   */
  public static TrainingSpeed measure(
      PlanRequest request, int vocabularySize, int threads, double seconds, boolean withPhases) {
    TrainingPlan plan = plan(request, vocabularySize);
    Corpus text = text(plan, vocabularySize);
    LanguageTask task = LanguageTask.of(plan, new TrainingText(text, text.slice(0, 0)));
    return measure(plan, task, threads, seconds, withPhases);
  }

  /** Measures a task's steps on items likewise. */
  public static TrainingSpeed measure(
      ItemSteps items, int threads, double seconds, boolean withPhases) {
    return measure(items.plan(), items.task(), threads, seconds, withPhases);
  }

  private static TrainingSpeed measure(
      TrainingPlan plan, Task task, int threads, double seconds, boolean withPhases) {
    PhaseClock clock = withPhases ? new PhaseClock(threads, Phase.COUNT) : null;
    try (Team team = new Team(threads, clock)) {
      Peak peak = new Peak(team, seconds);
      peak.measure();
      OptimizationStep step = new OptimizationStep(plan, task, team);
      long[] done = {0};
      Runnable action = () -> step.run(done[0]++ % plan.steps());
      Timing timing = Timing.of(action, seconds);
      List<PhaseTime> phases = clock == null ? List.of() : phases(action, clock, threads, seconds);
      peak.measure();
      double perSecond = plan.task().unitsPerStep() / timing.medianSeconds();
      return new TrainingSpeed(
          perSecond,
          plan.operationsPerStep() / timing.medianSeconds() * 1e-9,
          peak.gigaflops(),
          timing.medianSeconds(),
          timing.warmUpSeconds(),
          phases);
    }
  }

  private static List<PhaseTime> phases(
      Runnable step, PhaseClock clock, int threads, double seconds) {
    clock.reset();
    long steps = 0;
    for (long begin = System.nanoTime(); steps == 0 || Timing.since(begin) < seconds; steps++) {
      step.run();
    }
    return PhaseTime.of(clock, threads, steps);
  }

  /** The share of the peak that the products alone amount to. */
  public double ofPeak() {
    return gigaflops / peakGigaflops;
  }

  /** The plan as the user's options would make it, with more steps than are measured. */
  private static TrainingPlan plan(PlanRequest request, int vocabularySize) {
    Corpus few = SyntheticText.of(SyntheticText.vocabulary(vocabularySize), 2);
    return Recipe.plan(request.inSteps(1_000_000), new TrainingText(few, few), 1);
  }

  private static Corpus text(TrainingPlan plan, int vocabularySize) {
    int length = Math.toIntExact(LanguagePlan.of(plan).unitsPerWindow() * WINDOWS);
    return SyntheticText.of(SyntheticText.vocabulary(vocabularySize), length);
  }
}
