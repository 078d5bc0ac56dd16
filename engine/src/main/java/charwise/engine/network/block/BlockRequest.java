package charwise.engine.network.block;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a network of blocks; what is null or missing is left open.
 *
 * @param steps of the training that it is for: a width left open grows with their square root
 */
public record BlockRequest(
    @Nullable Integer width, @Nullable Integer layers, Map<BlockSize, Integer> sizes, long steps) {
  /** The steps for which usual widths are as they stand. */
  public static final int USUAL_STEPS = 9600;

  private static final int MINIMUM_WIDTH = 32;
  private static final int MAXIMUM_WIDTH = 512;

  /** Keeps a copy of the sizes. */
  public BlockRequest {
    sizes = Map.copyOf(sizes);
  }

  /** The number of layers, or the usual one. */
  public int layersOr(int usual) {
    return Objects.requireNonNullElse(layers, usual);
  }

  /** A size, or the usual one. */
  public int sizeOr(BlockSize size, int usual) {
    return Objects.requireNonNullElse(sizes.get(size), usual);
  }

  /**
   * The width or, where it is left open, the usual one for the steps.
   *
   * @param unit of which it is a multiple
   */
  public int widthOr(int usual, int unit) {
    if (width != null) {
      return width;
    }
    double wanted =
        Math.clamp(usual * Math.sqrt((double) steps / USUAL_STEPS), MINIMUM_WIDTH, MAXIMUM_WIDTH);
    return unit * (int) Math.max(1, Math.round(wanted / unit));
  }
}
