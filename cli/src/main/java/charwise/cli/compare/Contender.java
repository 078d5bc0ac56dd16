package charwise.cli.compare;

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
record Contender(LanguageModelConfig model, List<RunResult> runs) {
  /** Those of a division that have done a run. */
  static List<Contender> of(Division division, List<RunResult> results) {
    return division.shapes().stream()
        .map(
            shape ->
                new Contender(
                    shape,
                    results.stream()
                        .filter(result -> result.run().model().equals(shape))
                        .sorted(Comparator.comparingLong(result -> result.run().seed()))
                        .toList()))
        .filter(contender -> !contender.runs().isEmpty())
        .toList();
  }

  String cell() {
    return model.cell().label();
  }

  /** The mean of a value over all runs, and how sure it is. */
  MeanInterval mean(ToDoubleFunction<RunResult> value) {
    return MeanInterval.of(runs.stream().mapToDouble(value).toArray());
  }

  /** The run with the lowest validation loss. */
  RunResult best() {
    return runs.stream().min(Comparator.comparingDouble(RunResult::validationNats)).orElseThrow();
  }
}
