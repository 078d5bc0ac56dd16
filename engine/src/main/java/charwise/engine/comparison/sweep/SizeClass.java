package charwise.engine.comparison.sweep;

import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import java.util.Comparator;
import java.util.List;

/**
 * Shapes that are compared with each other: one for each variant, equal in layers and in what is
 * matched.
 */
public record SizeClass(List<Shape> shapes) {
  /** The shapes that have done a run, with their runs. */
  public List<Contender> contenders(List<RunResult> results) {
    return shapes.stream()
        .map(
            shape ->
                new Contender(
                    shape,
                    results.stream()
                        .filter(result -> result.run().shape().equals(shape))
                        .sorted(Comparator.comparingLong(result -> result.run().seed()))
                        .toList()))
        .filter(contender -> !contender.runs().isEmpty())
        .toList();
  }
}
