package charwise.engine.network.transformer;

import charwise.engine.layer.sequence.SelfAttention;
import charwise.engine.network.block.BlockFamily;
import charwise.engine.network.block.BlockRequest;
import charwise.engine.network.block.BlockSize;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The Transformer, decoder only. Where heads are left open, each has about 32 columns. */
public final class TransformerFamily implements BlockFamily {
  private static final int LAYERS = 4;
  private static final int WIDTH = 128;
  private static final double RATE = 2.4e-3;
  private static final int HEAD_SIZE = 32;
  private static final int SMALLEST_HEAD = 16;
  private static final int CONTEXT = 64;

  @Override
  public String label() {
    return TransformerConfig.NETWORK;
  }

  @Override
  public Set<BlockSize> sizes() {
    return Set.of(BlockSize.HEADS, BlockSize.CONTEXT);
  }

  @Override
  public TransformerConfig read(ToIntFunction<String> field) {
    return new TransformerConfig(
        field.applyAsInt("hidden_size"),
        field.applyAsInt("layers"),
        field.applyAsInt("heads"),
        field.applyAsInt("context"));
  }

  @Override
  public TransformerConfig choose(BlockRequest request) {
    Integer asked = request.sizes().get(BlockSize.HEADS);
    int width = request.widthOr(WIDTH, asked == null ? HEAD_SIZE : 2 * asked);
    if (asked != null && request.width() == null) {
      width = Math.min(width, asked * SelfAttention.MAXIMUM_HEAD_SIZE);
    }
    int heads = asked == null ? heads(width) : asked;
    if (!TransformerConfig.fits(width, heads)) {
      throw new IllegalArgumentException(
          "a head needs an even number of columns, at most " + SelfAttention.MAXIMUM_HEAD_SIZE);
    }
    return new TransformerConfig(
        width, request.layersOr(LAYERS), heads, request.sizeOr(BlockSize.CONTEXT, CONTEXT));
  }

  /** As many heads as come nearest to 32 columns each; 1 where none fit. */
  private static int heads(int width) {
    int best = 1;
    for (int heads = 1; heads <= width / 2; heads++) {
      boolean nearer = Math.abs(width / heads - HEAD_SIZE) < Math.abs(width / best - HEAD_SIZE);
      if (TransformerConfig.fits(width, heads)
          && (nearer || !TransformerConfig.fits(width, best))) {
        best = heads;
      }
    }
    return best;
  }

  /** Widths whose heads would be very small are passed over. */
  @Override
  public int fit(int width) {
    int fitting = Math.max(2, width / 2 * 2);
    while ((fitting >= 2 * SMALLEST_HEAD && fitting / heads(fitting) < SMALLEST_HEAD)
        || !TransformerConfig.fits(fitting, heads(fitting))) {
      fitting -= 2;
    }
    return fitting;
  }

  @Override
  public double learningRate(int width) {
    return BlockFamily.fallingRate(RATE, WIDTH, width);
  }
}
