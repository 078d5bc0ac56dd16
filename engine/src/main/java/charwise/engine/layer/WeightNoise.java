package charwise.engine.layer;

import static charwise.engine.kernel.Kernels.NOISE;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.RandomStream;
import charwise.engine.tensor.PanelMatrix;

/**
 * Gaussian noise that multiplies weights (Wen et al. 2018): in a step each weight w is read as
 * {@code w · (1 + X ε)}, and the gradient of w is that of what was read, times the same factor. The
 * draw is a function of seed, step and the weight's place in its {@code ParameterSet}, so that it
 * does not depend on threads.
 */
public final class WeightNoise {
  /** Keeps the draws apart from dropout's, which take small numbers of the same seed. */
  private static final long STREAM = 0x6e6f697365L; // "noise"

  /** Rows drawn together: what is between stays in the first cache. */
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
   * Draws the factors of a panel of a parameter's weights and multiplies these by them.
   *
   * @param factors receives the factors, in the same panel
   * @param copy receives the products, likewise
   * @param scratch {@link #SCRATCH_SIZE} floats
   */
  public void multiply(
      PanelMatrix weights, PanelMatrix factors, PanelMatrix copy, int panel, float[] scratch) {
    for (int r = 0; r < weights.rows(); r += ROWS) {
      int rows = Math.min(ROWS, weights.rows() - r);
      NOISE.draw(
          factors.values(),
          factors.row(panel, r),
          rows * Panels.WIDTH,
          weights.row(panel, r) - Panels.LEAD,
          key,
          stride,
          deviation,
          scratch);
      copy.setProduct(weights, factors, panel, r, rows);
    }
  }
}
