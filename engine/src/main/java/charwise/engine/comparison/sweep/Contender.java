package charwise.engine.comparison.sweep;

import charwise.engine.comparison.RunResult;
import charwise.engine.statistics.MeanInterval;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A shape with the runs that it has done.
 *
 * @param runs by seed; at least one
 */
public record Contender(LanguageModelConfig model, List<RunResult> runs) {
  /** The name of its cell. */
  public String cell() {
    return model.cell().label();
  }

  /** The mean of a value over all runs, with its 95 % interval. */
  public MeanInterval mean(ToDoubleFunction<RunResult> value) {
    return MeanInterval.of(runs.stream().mapToDouble(value).toArray());
  }

  /** The run with the lowest validation loss. */
  public RunResult best() {
    return runs.stream().min(Comparator.comparingDouble(RunResult::validationNats)).orElseThrow();
  }
}
