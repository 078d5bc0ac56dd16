package charwise.engine.network.block;

import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A kind of network of blocks: what it is called, how its shape is chosen where a user leaves it
 * open, and how it is read from a file.
 */
public interface BlockFamily {
  /** The name on the command line and in files. */
  String label();

  /** What there is to choose of it besides width and number of layers. */
  Set<BlockSize> sizes();

  /**
   * The shape that {@link BlockConfig#toJson} gave.
   *
   * @param field an integer by its name
   * @throws IllegalArgumentException if it is none
   */
  BlockConfig read(ToIntFunction<String> field);

  /**
   * The shape that was asked for.
   *
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  BlockConfig choose(BlockRequest request);

  /** The nearest width, not above it if there is one, that a shape can have. */
  int fit(int width);

  /** The peak learning rate for a width, not rounded. */
  double learningRate(int width);

  /** A rate that falls as the width grows, from what it is at some width. */
  static double fallingRate(double peak, int usualWidth, int width) {
    return peak * Math.min(1.5, StrictMath.pow((double) usualWidth / width, 0.75));
  }
}
