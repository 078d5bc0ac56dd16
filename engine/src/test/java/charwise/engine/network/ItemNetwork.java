package charwise.engine.network;

import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.pooling.Pooling;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stack that reads items of different lengths, and a linear layer with softmax and cross-entropy
 * on top: on each item, pooled, or on each unit.
 */
final class ItemNetwork {
  static final int SEED = 5;

  final RecurrentStack stack;
  final Linear head;
  final ParameterSet parameters;
  final List<NamedTensor> tensors;
  final BatchShape shape;
  final StackForward forward;
  final StackBackward backward;
  final int[] ids;
  final int[] targets;
  final double[] nats;
  final PanelMatrix logits;
  final Matrix pooled;
  private final @Nullable Pooling pooling;
  private final Matrix dPooled;
  private final PanelMatrix transposed;
  private final List<GradientTask> tasks = new ArrayList<>();
  private final List<Dropout> dropouts = new ArrayList<>();
  private final Team team;
  private final float[][] scratch;

  /** The shape of a network. */
  record Config(
      CellType cell,
      int vocabularySize,
      int hiddenSize,
      int layers,
      boolean residual,
      Directions directions,
      @Nullable PoolingType pooling,
      int classes,
      String headName) {}

  ItemNetwork(Config config, int maximumRows, int maximumItems, double dropout, Team team) {
    this.team = team;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    stack =
        new RecurrentStack(
            config.cell()::create,
            InputShape.oneHot(config.vocabularySize()),
            config.hiddenSize(),
            config.layers(),
            config.residual(),
            config.directions(),
            builder);
    head = new Linear(stack.output(), config.classes(), true, builder);
    parameters = builder.build();
    tensors = new ArrayList<>(stack.tensors());
    tensors.addAll(head.tensors(config.headName()));
    shape = BatchShape.upTo(maximumRows, maximumItems);
    for (int l = 0; dropout > 0 && l < config.layers() - 1; l++) {
      dropouts.add(new Dropout(dropout, SEED, l));
    }
    forward = new StackForward(stack, shape, dropouts, true, team.size());
    backward = new StackBackward(forward, team.size());
    pooling = config.pooling() == null ? null : config.pooling().create(shape, stack.output());
    int rows = pooling == null ? maximumRows : maximumItems;
    pooled = Matrix.zeros(maximumItems, stack.output().width());
    dPooled = Matrix.zeros(maximumItems, stack.output().width());
    logits = PanelMatrix.zerosApart(rows, config.classes());
    ids = new int[maximumRows];
    targets = new int[rows];
    nats = new double[rows];
    transposed = head.newTransposed();
    scratch = new float[team.size()][Products.scratchSize()];
    IntSupplier headRows = pooling == null ? shape::rows : shape::batchSize;
    head.addGradientTasks(tasks, pooling == null ? forward.output() : pooled, logits, headRows);
    backward.addGradientTasks(tasks, ids);
  }

  /** Fills in items; their targets are those of the items or of the units. */
  void load(List<int[]> items, List<int[]> itemTargets, long step) {
    int[] lengths = items.stream().mapToInt(item -> item.length).toArray();
    shape.set(lengths, lengths.length);
    for (int n = 0; n < lengths.length; n++) {
      for (int t = 0; t < shape.timeSteps(); t++) {
        int row = t * shape.batchSize() + n;
        ids[row] = t < lengths[n] ? items.get(n)[t] : 0;
        if (pooling == null) {
          targets[row] = t < lengths[n] ? itemTargets.get(n)[t] : 0;
        }
      }
      if (pooling != null) {
        targets[n] = itemTargets.get(n)[0];
      }
    }
    dropouts.forEach(dropout -> dropout.atStep(step));
  }

  /** Forward only, on all members. */
  void read() {
    team.run(member -> forward.run(share(member), ids));
  }

  /** Forward, back, and all gradients of the mean loss. */
  void backpropagate() {
    backward.transposes().forEach(Runnable::run);
    head.transposes(transposed).forEach(Runnable::run);
    team.run(
        member -> {
          Share share = share(member);
          if (share.rows() > 0) {
            forward.run(share, ids);
            if (pooling == null) {
              readUnits(share);
            } else {
              readItems(pooling, share);
            }
            backward.run(share);
          }
          team.barrier(member);
          for (int i = team.nextTask(); i < tasks.size(); i = team.nextTask()) {
            tasks.get(i).run(scratch[member]);
          }
        });
  }

  private void readItems(Pooling some, Share share) {
    int from = share.from();
    int rows = share.rows();
    some.forward(forward.output(), pooled, from, from + rows);
    head.forward(pooled, logits, from, rows);
    SoftmaxCrossEntropy.backward(logits, targets, from, rows, nats, 1f / shape.batchSize());
    head.backward(logits, transposed, dPooled, from, rows, scratch[share.member()]);
    some.backward(dPooled, backward.dOutput(), from, from + rows);
  }

  private void readUnits(Share share) {
    float scale = 1f / units();
    for (int t = 0; t < shape.timeSteps(); t++) {
      int row = t * shape.batchSize() + share.from();
      head.forward(forward.output(), logits, row, share.rows());
      for (int n = 0; n < share.rows(); n++) {
        boolean counts = t < shape.length(share.from() + n);
        SoftmaxCrossEntropy.backward(logits, targets, row + n, 1, nats, counts ? scale : 0f);
        nats[row + n] = counts ? nats[row + n] : 0;
      }
      head.backward(
          logits, transposed, backward.dOutput(), row, share.rows(), scratch[share.member()]);
    }
  }

  private Share share(int member) {
    int streams = shape.batchSize();
    return Share.ofStreams(
        member, streams * member / team.size(), streams * (member + 1) / team.size());
  }

  private int units() {
    int sum = 0;
    for (int n = 0; n < shape.batchSize(); n++) {
      sum += shape.length(n);
    }
    return sum;
  }

  /** The mean loss, after {@link #backpropagate}. */
  double loss() {
    int rows = pooling == null ? shape.rows() : shape.batchSize();
    double sum = Arrays.stream(nats, 0, rows).sum();
    return sum / (pooling == null ? units() : shape.batchSize());
  }
}
