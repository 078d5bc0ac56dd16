package charwise.engine.network.mamba;

import charwise.engine.network.block.BlockFamily;
import charwise.engine.network.block.BlockRequest;
import charwise.engine.network.block.BlockSize;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Mamba, the selective state space. */
public final class MambaFamily implements BlockFamily {
  private static final int LAYERS = 4;
  private static final int WIDTH = 128;
  private static final double RATE = 6e-3;
  private static final int STATE_SIZE = 16;
  private static final int STRIP = 16;

  @Override
  public String label() {
    return MambaConfig.NETWORK;
  }

  @Override
  public Set<BlockSize> sizes() {
    return Set.of(BlockSize.STATE);
  }

  @Override
  public MambaConfig read(ToIntFunction<String> field) {
    return new MambaConfig(
        field.applyAsInt("hidden_size"),
        field.applyAsInt("layers"),
        field.applyAsInt("inner_size"),
        field.applyAsInt("state_size"),
        field.applyAsInt("dt_rank"),
        field.applyAsInt("kernel_size"));
  }

  @Override
  public MambaConfig choose(BlockRequest request) {
    return new MambaConfig(
        request.widthOr(WIDTH, STRIP),
        request.layersOr(LAYERS),
        request.sizeOr(BlockSize.STATE, STATE_SIZE));
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
