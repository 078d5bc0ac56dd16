package charwise.engine.task.language;

import charwise.engine.layer.sequence.SelfAttention;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import java.util.Objects;

/**
 * What is chosen of networks of blocks where it is left open: a width that grows with the square root
 * of the number of steps, in whole heads, and a rate that falls as it grows.
 */
enum BlockRecipe {
  TRANSFORMER(4, 128, 4e-3) {
    @Override
    NetworkConfig network(PlanRequest.Shape shape, long steps) {
      Integer asked = shape.heads();
      int step = asked == null ? HEAD_SIZE : 2 * asked;
      int width = width(shape, steps, step);
      if (asked != null && shape.hiddenSize() == null) {
        width = Math.min(width, asked * SelfAttention.MAXIMUM_HEAD_SIZE);
      }
      int heads = asked == null ? heads(width) : asked;
      int context = Objects.requireNonNullElse(shape.context(), CONTEXT);
      return new TransformerConfig(width, layers(shape), heads, context);
    }
  },
  MAMBA(4, 128, 6e-3) {
    @Override
    NetworkConfig network(PlanRequest.Shape shape, long steps) {
      return new MambaConfig(
          width(shape, steps, STRIP),
          layers(shape),
          Objects.requireNonNullElse(shape.stateSize(), STATE_SIZE));
    }
  };

  static final int TIME_STEPS = 64;
  static final double WARMUP_SHARE = 0.05;
  static final double CLIP_NORM = 1;

  /** The steps for which widths are as they stand. */
  static final int STEPS = 3000;
  private static final int HEAD_SIZE = 32;
  private static final int CONTEXT = 128;
  private static final int STATE_SIZE = 16;
  private static final int STRIP = 16;
  private static final int MINIMUM_WIDTH = 32;
  private static final int MAXIMUM_WIDTH = 512;

  private final int layerCount;
  private final int width;
  private final double rate;

  BlockRecipe(int layerCount, int width, double rate) {
    this.layerCount = layerCount;
    this.width = width;
    this.rate = rate;
  }

  static BlockRecipe of(NetworkType type) {
    return type == NetworkType.MAMBA ? MAMBA : TRANSFORMER;
  }

  /** The shape for a number of steps. */
  abstract NetworkConfig network(PlanRequest.Shape shape, long steps);

  int layers(PlanRequest.Shape shape) {
    return Objects.requireNonNullElse(shape.layerCount(), layerCount);
  }

  int width(PlanRequest.Shape shape, long steps, int unit) {
    if (shape.hiddenSize() != null) {
      return shape.hiddenSize();
    }
    double wanted =
        Math.clamp(width * Math.sqrt((double) steps / STEPS), MINIMUM_WIDTH, MAXIMUM_WIDTH);
    return unit * (int) Math.max(1, Math.round(wanted / unit));
  }

  /** As many heads as come nearest to 32 elements each. */
  static int heads(int width) {
    int best = 0;
    for (int heads = 1; heads <= width / 2; heads++) {
      int size = width / heads;
      if (TransformerConfig.fits(width, heads)
          && (best == 0 || Math.abs(size - HEAD_SIZE) < Math.abs(width / best - HEAD_SIZE))) {
        best = heads;
      }
    }
    return Math.max(1, best);
  }

  /** The peak rate for a width. */
  double learningRate(int hiddenSize) {
    return rate * Math.min(1.5, StrictMath.pow((double) width / hiddenSize, 0.75));
  }
}
