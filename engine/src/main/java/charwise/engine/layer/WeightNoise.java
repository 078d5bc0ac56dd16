package charwise.engine.layer;

import static charwise.engine.kernel.Kernels.NOISE;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.RandomStream;
import charwise.engine.tensor.PanelMatrix;

/**
 * Gaussian noise that multiplies weights (Wen et al. 2018): in a step each weight w is read as
 * {@code w · (1 + X ε)}, and the gradient of w is that of what was read, times the same factor. The
 * draw is a function of seed, step and the weight's place in its {@code ParameterSet}, so that it
 * needs no memory and does not depend on threads.
 */
public final class WeightNoise {
  /** Keeps the draws apart from dropout's, which take small numbers of the same seed. */
  private static final long STREAM = 0x6e6f697365L; // "noise"

  /** Rows multiplied together: their draws stay in the first cache. */
  private static final int ROWS = 16;

  /** The floats of scratch space that a thread needs. */
  public static final int SCRATCH_SIZE = ROWS * Panels.WIDTH / 2;

  private final float deviation;
  private final long seed;
  private int key;
  private int stride = 1;

  /**
   * Noise with its own random numbers.
   *
   * @param deviation X, the standard deviation, above 0
   */
  public WeightNoise(double deviation, long seed) {
    if (!(deviation > 0 && Double.isFinite(deviation))) {
      throw new IllegalArgumentException("no noise of deviation " + deviation);
    }
    this.deviation = (float) deviation;
    this.seed = RandomStream.of(seed, STREAM).nextLong();
  }

  /** Moves to the draw of a training step. */
  public void atStep(long step) {
    long bits = RandomStream.of(seed, step).nextLong();
    key = (int) bits;
    stride = (int) (bits >>> 32) | 1;
  }

  /**
   * Writes a panel of a parameter's weights, each times its factor, to the same panel of a copy.
   *
   * @param scratch {@link #SCRATCH_SIZE} floats
   */
  public void multiply(PanelMatrix weights, PanelMatrix copy, int panel, float[] scratch) {
    multiply(weights, copy, panel, 0, weights.rows(), scratch);
  }

  /**
   * Multiplies some rows of a panel of a parameter's gradients, each by its weight's factor.
   *
   * @param scratch {@link #SCRATCH_SIZE} floats
   */
  public void multiply(PanelMatrix gradients, int panel, int row, int rows, float[] scratch) {
    multiply(gradients, gradients, panel, row, row + rows, scratch);
  }

  private void multiply(
      PanelMatrix from, PanelMatrix to, int panel, int row, int end, float[] scratch) {
    for (int r = row; r < end; r += ROWS) {
      NOISE.multiply(
          from.values(),
          from.row(panel, r),
          to.values(),
          to.row(panel, r),
          Math.min(ROWS, end - r) * Panels.WIDTH,
          from.row(panel, r) - Panels.LEAD,
          key,
          stride,
          deviation,
          scratch);
    }
  }
}
