package charwise.engine.comparison;

import charwise.engine.task.ModelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds hidden sizes that give different variants nearly the same number of weights. A hidden size
 * is a whole number, so numbers of weights come in steps; where no sizes near the target agree well
 * enough, targets a little off are tried.
 */
public final class SizeMatching {
  /** The largest may have so much more weights than the smallest: 2 %. */
  public static final double TOLERANCE = 0.02;

  private static final double FARTHEST_TARGET = 0.1;
  private static final double TARGET_STEP = 0.0025;

  private final List<Variant> variants;
  private final BiFunction<Variant, Integer, Shape> shapes;

  /**
   * Matching of some variants.
   *
   * @param shapes a variant's shape with some hidden size, see {@link ComparisonTask#shape}
   */
  public SizeMatching(List<Variant> variants, BiFunction<Variant, Integer, Shape> shapes) {
    this.variants = List.copyOf(variants);
    this.shapes = shapes;
  }

  /**
   * A shape for each variant, all within {@link #TOLERANCE} of each other and within 10 % of the
   * target, the nearest to it that are found.
   *
   * @return nothing if there are none, as with very few weights
   */
  public Optional<List<Shape>> near(long parameters) {
    for (double off = 0; off <= FARTHEST_TARGET; off += TARGET_STEP) {
      for (double target : new double[] {parameters * (1 - off), parameters * (1 + off)}) {
        List<Shape> found = new ArrayList<>();
        for (Variant variant : variants) {
          found.add(nearest(variant, target));
        }
        if (spread(found) <= TOLERANCE) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** By what share the largest shape has more weights than the smallest. */
  public static double spread(List<Shape> shapes) {
    long least = shapes.stream().mapToLong(Shape::parameters).min().orElseThrow();
    long most = shapes.stream().mapToLong(Shape::parameters).max().orElseThrow();
    return (double) most / least - 1;
  }

  private Shape nearest(Variant variant, double parameters) {
    int low = 1;
    int high = ModelConfig.MAXIMUM_HIDDEN_SIZE;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (shapes.apply(variant, middle).parameters() <= parameters) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Shape below = shapes.apply(variant, low);
    Shape above = shapes.apply(variant, high);
    return parameters - below.parameters() <= above.parameters() - parameters ? below : above;
  }
}
