package charwise.engine.comparison;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds hidden sizes that give different cells nearly the same number of weights. A hidden size is
 * a whole number, so numbers of weights come in steps; where no sizes near the target agree well
 * enough, targets a little off are tried.
 */
public final class SizeMatching {
  /** The largest may have so much more weights than the smallest: 2 %. */
  public static final double TOLERANCE = 0.02;

  private static final double FARTHEST_TARGET = 0.05;
  private static final double TARGET_STEP = 0.0025;

  private final List<CellType> cells;
  private final int vocabularySize;
  private final int layers;

  /** Matching of some cells in stacks of {@code layers}. */
  public SizeMatching(List<CellType> cells, int vocabularySize, int layers) {
    this.cells = List.copyOf(cells);
    this.vocabularySize = vocabularySize;
    this.layers = layers;
  }

  /** A stack of some cell and size; from two layers on with residual connections. */
  public LanguageModelConfig shape(CellType cell, int hiddenSize) {
    return new LanguageModelConfig(cell, vocabularySize, hiddenSize, layers, layers > 1);
  }

  /**
   * A shape for each cell, all within {@link #TOLERANCE} of each other and within 5 % of the
   * target.
   *
   * @return nothing if there are none, as with very few weights
   */
  public Optional<List<LanguageModelConfig>> near(long parameters) {
    for (double off = 0; off <= FARTHEST_TARGET; off += TARGET_STEP) {
      for (double target : new double[] {parameters * (1 - off), parameters * (1 + off)}) {
        List<LanguageModelConfig> shapes = new ArrayList<>();
        for (CellType cell : cells) {
          shapes.add(shape(cell, nearestHiddenSize(cell, target)));
        }
        if (spread(shapes) <= TOLERANCE) {
          return Optional.of(shapes);
        }
      }
    }
    return Optional.empty();
  }

  /** By what share the largest shape has more weights than the smallest. */
  public static double spread(List<LanguageModelConfig> shapes) {
    long least = shapes.stream().mapToLong(ParameterCount::of).min().orElseThrow();
    long most = shapes.stream().mapToLong(ParameterCount::of).max().orElseThrow();
    return (double) most / least - 1;
  }

  private int nearestHiddenSize(CellType cell, double parameters) {
    int low = 1;
    int high = LanguageModelConfig.MAXIMUM_HIDDEN_SIZE;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (ParameterCount.of(shape(cell, middle)) <= parameters) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double below = parameters - ParameterCount.of(shape(cell, low));
    double above = ParameterCount.of(shape(cell, high)) - parameters;
    return below <= above ? low : high;
  }
}
