package charwise.engine.network.convolution;

import charwise.engine.network.block.BlockFamily;
import charwise.engine.network.block.BlockRequest;
import charwise.engine.network.block.BlockSize;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Networks whose units see the last few alone, as many as there is {@link BlockSize#CONTEXT}. */
public final class ConvolutionFamily implements BlockFamily {
  private static final int LAYERS = 4;
  private static final int WIDTH = 128;
  private static final double RATE = 4e-3;
  private static final int STRIP = 16;
  private static final int TAPS = 8;

  @Override
  public String label() {
    return ConvolutionConfig.NETWORK;
  }

  @Override
  public Set<BlockSize> sizes() {
    return Set.of(BlockSize.CONTEXT);
  }

  @Override
  public ConvolutionConfig read(ToIntFunction<String> field) {
    return new ConvolutionConfig(
        field.applyAsInt("hidden_size"), field.applyAsInt("layers"), field.applyAsInt("taps"));
  }

  @Override
  public ConvolutionConfig choose(BlockRequest request) {
    return new ConvolutionConfig(
        request.widthOr(WIDTH, STRIP),
        request.layersOr(LAYERS),
        request.sizeOr(BlockSize.CONTEXT, TAPS));
  }

  @Override
  public int fit(int width) {
    return width;
  }

  @Override
  public double learningRate(int width) {
    return BlockFamily.fallingRate(RATE, WIDTH, width);
  }
}
