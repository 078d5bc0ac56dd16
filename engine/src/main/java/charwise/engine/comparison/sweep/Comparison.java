package charwise.engine.comparison.sweep;

import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a comparison.
 *
 * @param sizes what was compared, within each class of sizes
 * @param results in the order of the runs
 * @param learningRates those that were found for shapes
 * @param baselines of a text; null of items
 * @param floors what is reached without a network, by name; empty of a text
 */
public record Comparison(
    Criterion criterion,
    List<SizeClass> sizes,
    List<RunResult> results,
    Map<Shape, Double> learningRates,
    @Nullable Baselines baselines,
    Map<String, Double> floors) {

  /** The contenders of a class. */
  public List<Contender> contenders(SizeClass size) {
    return size.contenders(results);
  }

  /** All contenders, each once. */
  public List<Contender> contenders() {
    return sizes.stream().flatMap(size -> contenders(size).stream()).distinct().toList();
  }

  /** Who beats whom in a class. */
  public Verdict verdict(SizeClass size) {
    return Verdict.of(contenders(size), criterion);
  }
}
