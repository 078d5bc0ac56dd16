package charwise.engine.network.convolution;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.layer.sequence.CausalConvolution;
import charwise.engine.layer.sequence.RmsNorm;
import charwise.engine.network.block.Block;
import charwise.engine.network.block.BlockPass;
import charwise.engine.network.block.Branch;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;

/** {@code x += W silu(convolution(norm(x)))}. */
final class ConvolutionBlock implements Block {
  private final int size;
  private final int taps;
  private final RmsNorm norm;
  private final CausalConvolution convolution;
  private final Linear out;

  ConvolutionBlock(ConvolutionConfig config, ParameterSet.Builder parameters) {
    size = config.hiddenSize();
    taps = config.taps();
    norm = new RmsNorm(size, parameters);
    convolution = new CausalConvolution(size, taps, parameters);
    out = new Linear(ColumnBlocks.of(size), size, false, parameters);
  }

  @Override
  public List<NamedTensor> tensors(String prefix) {
    List<NamedTensor> tensors = new ArrayList<>(norm.tensors(prefix + "norm"));
    tensors.addAll(convolution.tensors(prefix + "conv"));
    tensors.addAll(out.tensors(prefix + "out"));
    return tensors;
  }

  @Override
  public void initialize(int branches, RandomStream random, float[] storage) {
    norm.initialize(storage);
    convolution.initialize(random, storage);
    out.tensors("").getFirst().addUniform(1 / Math.sqrt((double) size * branches), random, storage);
  }

  @Override
  public void packWeights() {
    out.packWeights();
  }

  @Override
  public int branches() {
    return 1;
  }

  @Override
  public int roomColumns() {
    return Strip.padded(size);
  }

  @Override
  public BlockPass newPass(
      int timeSteps, int batchSize, List<Dropout> dropouts, Matrix room, int threads) {
    return new ConvolutionPass(timeSteps, batchSize, dropouts, room, threads);
  }

  private final class ConvolutionPass implements BlockPass {
    private final int batchSize;
    private final RmsNorm.Pass normed;

    /** What is convolved: K − 1 blocks of rows before the window, then those of the window. */
    private final Matrix seen;

    private final CausalConvolution.Pass convolved;
    private final Branch branch;
    private final Matrix dU;
    private final PanelMatrix outTransposed;

    ConvolutionPass(
        int timeSteps, int batchSize, List<Dropout> dropouts, Matrix room, int threads) {
      this.batchSize = batchSize;
      int rows = timeSteps * batchSize;
      boolean training = room.rows() > 0;
      normed = norm.new Pass(rows, training);
      seen = Matrix.zeros(rows + (taps - 1) * batchSize, Strip.padded(size));
      convolved = convolution.new Pass(seen, timeSteps, batchSize, training, threads);
      branch = new Branch(rows, size, dropouts.isEmpty() ? null : dropouts.getFirst(), threads);
      dU = room;
      outTransposed = training ? out.newTransposed() : PanelMatrix.zeros(0, 1);
    }

    @Override
    public void forward(Matrix x, Matrix sum, Span span, int member, boolean[] resets) {
      normed.forward(x, span);
      Matrix y = normed.y();
      for (int t = 0; t < span.steps(); t++) {
        int row = span.row(t);
        System.arraycopy(
            y.values(),
            y.row(row),
            seen.values(),
            seen.row((taps - 1) * batchSize + row),
            span.rows() * y.columns());
      }
      convolved.forward(span, member, resets);
      out.forward(convolved.u(), branch.panels(), 0, span);
      branch.add(x, sum, span, member);
    }

    @Override
    public void backward(Matrix dX, Span span, int member, boolean[] resets, float[] free) {
      branch.takeGradient(dX, span, member);
      out.backward(branch.panels(), outTransposed, dU, span, false, free);
      convolved.backward(dU, normed.dY(), span, member, resets);
      normed.backward(dX, span);
    }

    @Override
    public List<Matrix> before() {
      return List.of(convolved.before());
    }

    @Override
    public void startFrom(BlockPass other, int steps) {
      convolved.startFrom(((ConvolutionPass) other).convolved, steps);
    }

    @Override
    public List<PanelTask> transposes() {
      return out.transposes(outTransposed);
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks) {
      normed.addGradientTasks(tasks);
      convolved.addGradientTasks(tasks);
      out.addGradientTasks(tasks, convolved.u(), branch.panels());
    }
  }
}
