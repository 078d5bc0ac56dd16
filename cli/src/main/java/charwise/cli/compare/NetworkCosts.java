package charwise.cli.compare;

import charwise.engine.benchmark.SamplingSpeed;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.LanguageComparison;
import charwise.engine.comparison.Shape;
import charwise.engine.training.RunMemory;
import charwise.engine.training.TrainingPlan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network costs besides the time of its training.
 *
 * @param sampledPerSecond characters written in a second, as one text on one thread
 * @param trainingBytes the memory of a run on one thread
 */
record NetworkCosts(double sampledPerSecond, long trainingBytes) {
  private static final double SECONDS = 0.3;

  /** Measures fresh models of the shapes of some runs, one after the other. */
  static Map<Shape, NetworkCosts> measure(LanguageComparison task, Collection<ComparedRun> runs) {
    Map<Shape, NetworkCosts> costs = new LinkedHashMap<>();
    for (ComparedRun run : runs) {
      costs.computeIfAbsent(run.shape(), shape -> of(task, run));
    }
    return costs;
  }

  private static NetworkCosts of(LanguageComparison task, ComparedRun run) {
    TrainingPlan plan = task.plan(run, task.learningRates().getFirst(), task.evaluations());
    long units = (long) task.text().train().length() + task.text().validation().length();
    return new NetworkCosts(
        SamplingSpeed.measure(
                task.config(run.shape().variant(), run.shape().hiddenSize()), false, 1, 1, SECONDS)
            .charactersPerSecond(),
        RunMemory.of(plan, units * Character.BYTES, 1).total());
  }
}
