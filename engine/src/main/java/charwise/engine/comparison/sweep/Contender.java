package charwise.engine.comparison.sweep;

import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.statistics.MeanInterval;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A shape with the runs that it has done.
 *
 * @param runs by seed; at least one
 */
public record Contender(Shape shape, List<RunResult> runs) {
  /** The mean of a value over all runs, with its 95 % interval. */
  public MeanInterval mean(ToDoubleFunction<RunResult> value) {
    return MeanInterval.of(runs.stream().mapToDouble(value).toArray());
  }

  /** The run that was best on the test part. */
  public RunResult best(Criterion criterion) {
    return runs.stream().min(Comparator.comparingDouble(criterion::loss)).orElseThrow();
  }
}
