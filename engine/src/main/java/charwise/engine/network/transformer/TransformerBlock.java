package charwise.engine.network.transformer;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.layer.sequence.FeedForward;
import charwise.engine.layer.sequence.RmsNorm;
import charwise.engine.layer.sequence.RotaryAngles;
import charwise.engine.layer.sequence.SelfAttention;
import charwise.engine.layer.sequence.SelfAttentionBackward;
import charwise.engine.layer.sequence.SelfAttentionForward;
import charwise.engine.network.block.Block;
import charwise.engine.network.block.BlockPass;
import charwise.engine.network.block.Branch;
import charwise.engine.network.block.LookBack;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pre-norm block (Xiong et al. 2020): {@code x += attention(norm1(x))}, then {@code x += W_out
 * gelu(W_in norm2(x))}.
 */
public final class TransformerBlock implements Block {
  /** Times the hidden size: the columns between the two products of a feed-forward layer. */
  public static final int EXPANSION = 4;

  private final int size;
  private final int heads;
  private final int context;
  private final int roomColumns;
  private final RmsNorm norm1;
  private final SelfAttention attention;
  private final RmsNorm norm2;
  private final FeedForward mlp;

  /** A block whose weights live in the set being built. */
  public TransformerBlock(
      TransformerConfig config, RotaryAngles angles, ParameterSet.Builder parameters) {
    size = config.hiddenSize();
    heads = config.heads();
    context = config.context();
    roomColumns = config.roomColumns();
    norm1 = new RmsNorm(size, parameters);
    attention = new SelfAttention(size, config.heads(), config.context(), angles, parameters);
    norm2 = new RmsNorm(size, parameters);
    mlp = new FeedForward(size, EXPANSION * size, parameters);
  }

  @Override
  public List<NamedTensor> tensors(String prefix) {
    List<NamedTensor> tensors = new ArrayList<>(norm1.tensors(prefix + "norm1"));
    tensors.addAll(attention.tensors(prefix + "attention"));
    tensors.addAll(norm2.tensors(prefix + "norm2"));
    tensors.addAll(mlp.tensors(prefix + "mlp"));
    return tensors;
  }

  @Override
  public void initialize(int branches, RandomStream random, float[] storage) {
    double scale = 1 / Math.sqrt(branches);
    norm1.initialize(storage);
    attention.initialize(scale, random, storage);
    norm2.initialize(storage);
    mlp.initialize(scale, random, storage);
  }

  @Override
  public void packWeights() {
    attention.packWeights();
    mlp.packWeights();
  }

  @Override
  public int branches() {
    return 2;
  }

  @Override
  public int roomColumns() {
    return roomColumns;
  }

  @Override
  public TransformerPass newPass(
      int timeSteps, int batchSize, List<Dropout> dropouts, Matrix room, int threads) {
    return new TransformerPass(timeSteps, batchSize, dropouts, room, threads);
  }

  /** A block at work. */
  public final class TransformerPass implements BlockPass {
    private final RmsNorm.Pass before1;
    private final SelfAttentionForward attending;
    private final @Nullable SelfAttentionBackward attendingBack;
    private final RmsNorm.Pass before2;
    private final FeedForward.Pass feeding;
    private final Branch branch1;
    private final Branch branch2;

    private final Matrix room;

    private TransformerPass(
        int timeSteps, int batchSize, List<Dropout> dropouts, Matrix room, int threads) {
      int rows = timeSteps * batchSize;
      boolean training = room.rows() > 0;
      this.room = room;
      before1 = norm1.new Pass(rows, training);
      attending = new SelfAttentionForward(attention, timeSteps, batchSize, threads);
      attendingBack = training ? new SelfAttentionBackward(attending, threads) : null;
      before2 = norm2.new Pass(rows, training);
      feeding = mlp.new Pass(rows, training);
      branch1 = new Branch(rows, size, dropouts.isEmpty() ? null : dropouts.get(0), threads);
      branch2 = new Branch(rows, size, dropouts.isEmpty() ? null : dropouts.get(1), threads);
    }

    @Override
    public LookBack lookBack() {
      return new LookBack() {
        @Override
        public int heads() {
          return heads;
        }

        @Override
        public int context() {
          return context;
        }

        @Override
        public int weights(int row, int head, int steps, float[] target) {
          return attending.weights(row, head, steps, target);
        }
      };
    }

    @Override
    public void forward(Matrix x, Matrix out, Span span, int member, boolean[] resets) {
      before1.forward(x, span);
      attending.run(before1.y(), branch1.panels(), span, member, resets);
      branch1.add(x, out, span, member);
      before2.forward(out, span);
      feeding.forward(before2.y(), branch2.panels(), span);
      branch2.add(out, out, span, member);
    }

    @Override
    public void backward(Matrix dX, Span span, int member, boolean[] resets, float[] free) {
      branch2.takeGradient(dX, span, member);
      feeding.backward(branch2.panels(), before2.dY(), room, span, free);
      before2.backward(dX, span);
      branch1.takeGradient(dX, span, member);
      back().run(branch1.panels(), before1.dY(), room, span, member, free);
      before1.backward(dX, span);
    }

    private SelfAttentionBackward back() {
      return Objects.requireNonNull(attendingBack, "a pass without training has no way back");
    }

    @Override
    public List<Matrix> before() {
      return attending.before();
    }

    @Override
    public void startFrom(BlockPass other, int steps) {
      attending.startFrom(((TransformerPass) other).attending, steps);
    }

    @Override
    public List<PanelTask> transposes() {
      List<PanelTask> transposes = new ArrayList<>(back().transposes());
      transposes.addAll(feeding.transposes());
      return transposes;
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks) {
      before1.addGradientTasks(tasks);
      back().addGradientTasks(tasks, before1.y(), branch1.panels());
      before2.addGradientTasks(tasks);
      feeding.addGradientTasks(tasks, before2.y(), branch2.panels());
    }
  }
}
