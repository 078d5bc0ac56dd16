package charwise.engine.network.block;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.Span;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.layer.sequence.RmsNorm;
import charwise.engine.network.NetworkForward;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The forward pass of a {@link BlockNetwork}. */
public final class BlockForward implements NetworkForward {
  final BlockNetwork network;
  final int batchSize;
  final List<BlockPass> blocks = new ArrayList<>();

  /** The stream before each block, and after the last. */
  final List<Matrix> streams = new ArrayList<>();

  final RmsNorm.Pass norm;
  final Span[] spans;
  private final int timeSteps;

  BlockForward(
      BlockNetwork network,
      int timeSteps,
      int batchSize,
      List<Dropout> dropouts,
      boolean training,
      int threads) {
    this.network = network;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    int rows = Math.multiplyExact(timeSteps, batchSize);
    streams.add(Matrix.zeros(rows, Strip.padded(network.size)));
    int columns = network.blocks.stream().mapToInt(Block::roomColumns).max().orElseThrow();
    Matrix room = Matrix.zeros(training ? rows : 0, columns);
    int place = 0;
    for (Block block : network.blocks) {
      List<Dropout> own =
          dropouts.isEmpty() ? dropouts : dropouts.subList(place, place + block.branches());
      blocks.add(block.newPass(timeSteps, batchSize, own, room, threads));
      streams.add(Matrix.zeros(rows, Strip.padded(network.size)));
      place += block.branches();
    }
    norm = network.norm.new Pass(rows, training);
    spans = new Span[threads];
    Arrays.setAll(spans, member -> new Span(batchSize));
  }

  /** The blocks' passes, from the first on. */
  public List<BlockPass> blocks() {
    return blocks;
  }

  /** The stream after a block, T·N rows. */
  public Matrix stream(int block) {
    return streams.get(block + 1);
  }

  @Override
  public void run(Share share, int[] ids, boolean[] resets, int steps) {
    for (int stage = 0; stage < blocks.size(); stage++) {
      runStage(share, stage, ids, resets, steps);
    }
  }

  @Override
  public void runStage(Share share, int stage, int[] ids, boolean[] resets, int steps) {
    Span span = spans[share.member()].at(share.from(), share.rows(), steps);
    if (stage == 0) {
      network.embedding.read(ids, timeSteps * batchSize, streams.getFirst(), span);
    }
    blocks
        .get(stage)
        .forward(streams.get(stage), streams.get(stage + 1), span, share.member(), resets);
    if (stage == blocks.size() - 1) {
      norm.forward(streams.getLast(), span);
    }
  }

  @Override
  public Matrix output() {
    return norm.y();
  }

  @Override
  public List<Matrix> initialState() {
    return blocks.stream().flatMap(block -> block.before().stream()).toList();
  }

  @Override
  public void carry(int steps) {
    for (int stage = 0; stage < blocks.size(); stage++) {
      startFrom(this, stage, steps);
    }
  }

  @Override
  public void startFrom(NetworkForward other, int stage, int steps) {
    if (steps > 0) {
      blocks.get(stage).startFrom(((BlockForward) other).blocks.get(stage), steps);
    }
  }

  /** A state may have several rows a stream, in blocks of a row a stream. */
  @Override
  public void clearState(int stream) {
    for (Matrix state : initialState()) {
      for (int r = stream; r < state.rows(); r += batchSize) {
        Arrays.fill(state.values(), state.row(r), state.row(r) + state.columns(), 0f);
      }
    }
  }

  @Override
  public void copyState(NetworkForward other, int fromStream, int toStream) {
    List<Matrix> sources = other.initialState();
    List<Matrix> targets = initialState();
    int sourceStreams = ((BlockForward) other).batchSize;
    for (int part = 0; part < sources.size(); part++) {
      Matrix source = sources.get(part);
      Matrix target = targets.get(part);
      int from = fromStream;
      for (int to = toStream; to < target.rows(); to += batchSize, from += sourceStreams) {
        System.arraycopy(
            source.values(), source.row(from), target.values(), target.row(to), target.columns());
      }
    }
  }
}
