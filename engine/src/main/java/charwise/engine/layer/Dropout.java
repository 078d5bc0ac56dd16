package charwise.engine.layer;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.tensor.Matrix;

/**
 * Inverted dropout (Srivastava et al. 2014): each element is zeroed with probability p, the others
 * are multiplied by 1/(1−p). The mask is a function of seed, step and place, so that it needs no
 * memory and does not depend on threads; the same call forward and backward applies the same mask.
 */
public final class Dropout {
  private final double probability;
  private final long seed;
  private final int threshold;
  private final float scale;
  private int key;

  /**
   * Dropout with its own random numbers.
   *
   * @param probability of zeroing an element, in [0, 1)
   * @param seed of the run
   * @param place which of the run's dropouts it is; each has masks that no other has, of any seed
   */
  public Dropout(double probability, long seed, long place) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), not " + probability);
    }
    this.probability = probability;
    this.seed = RandomStream.of(seed, place).nextLong();
    this.threshold = (int) (long) (probability * 0x1p32);
    this.scale = (float) (1 / (1 - probability));
  }

  /** Moves to the masks of a training step. */
  public void atStep(long step) {
    key = (int) RandomStream.of(seed, step).nextLong();
  }

  /** Applies the mask in place to some rows of a matrix of whole strips. */
  public void apply(Matrix x, int row, int rows, Strip strip) {
    if (probability == 0) {
      return;
    }
    int width = x.columns();
    strip.at(x.values(), x.row(row), Strip.WIDTH);
    int count = rows * width / Strip.WIDTH;
    STRIPS.dropout(strip, count, key, row * width, Strip.WIDTH, threshold, scale);
  }
}
