package charwise.engine.task.classifier;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.Sequences;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.pooling.Pooling;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Loss;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.StackBackward;
import charwise.engine.network.StackForward;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.Pass;
import charwise.engine.task.SharedPass;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss and all gradients of a classifier on batches of items of similar length. Each member of
 * the team runs some of the items.
 */
final class ClassifierStep implements GradientStep {
  private final Classifier model;
  private final LabelledItems data;
  private final ItemBatches batches;
  private final double unitDropout;
  private final long seed;
  private final float[] classWeights;
  private final BatchShape shape;
  private final StackForward forward;
  private final StackBackward backward;
  private final Pooling pooling;
  private final List<Dropout> dropouts = new ArrayList<>();
  private final Dropout pooledDropout;
  private final Strip[] strips;
  private final int[] ids;
  private final int[] lengths;
  private final int[] targets;
  private final double[] nats;
  private final Matrix pooled;
  private final Matrix dPooled;
  private final PanelMatrix logits;
  private final PanelMatrix headTransposed;
  private final SharedPass shared;
  private long units;

  /**
   * Buffers for batches of some items.
   *
   * @param classWeights what the loss of each label's items counts, 1 on average
   */
  ClassifierStep(
      Classifier model,
      LabelledItems data,
      ItemPlan plan,
      float[] classWeights,
      long seed,
      Team team) {
    this.model = model;
    this.data = data;
    this.classWeights = classWeights;
    this.unitDropout = plan.unitDropout();
    this.seed = seed;
    batches =
        new ItemBatches(
            data.inputs(), plan.batchSize(), plan.maximumLength(), plan.maximumUnits(), seed);
    int items = Math.min(plan.batchSize(), data.size());
    shape = BatchShape.upTo(plan.maximumUnits(), items);
    for (int l = 0; l < model.config().encoder().layerCount() - 1; l++) {
      dropouts.add(new Dropout(plan.dropout(), seed, l));
    }
    pooledDropout = new Dropout(plan.dropout(), seed, -1);
    strips = new Strip[team.size()];
    for (int i = 0; i < strips.length; i++) {
      strips[i] = new Strip();
    }
    forward = new StackForward(model.stack(), shape, dropouts, true, team.size());
    backward = new StackBackward(forward, team.size());
    pooling = model.config().pooling().create(shape, model.stack().output());
    ids = new int[shape.maximumRows()];
    lengths = new int[items];
    targets = new int[items];
    nats = new double[items];
    pooled = Matrix.zeros(items, model.stack().output().width());
    dPooled = Matrix.zeros(items, model.stack().output().width());
    logits = PanelMatrix.zerosApart(items, model.config().classes());
    headTransposed = model.head().newTransposed();
    shared = new SharedPass(new ItemPass(), team, items);
  }

  @Override
  public void load(long step) {
    batches.load(step - 1);
    int count = batches.count();
    units = 0;
    for (int n = 0; n < count; n++) {
      lengths[n] = Math.max(1, batches.length(batches.item(n)));
      targets[n] = data.target(batches.item(n));
      units += lengths[n];
    }
    shape.set(lengths, count);
    shared.items(count);
    RandomStream random = RandomStream.of(~seed, step);
    int unknown = model.config().vocabularySize() - 1;
    Sequences inputs = data.inputs();
    for (int n = 0; n < count; n++) {
      int item = batches.item(n);
      int start = inputs.start(item);
      int length = batches.length(item);
      for (int t = 0; t < shape.timeSteps(); t++) {
        boolean known = t < length && !(random.nextDouble() < unitDropout);
        ids[t * count + n] = known ? inputs.ids()[start + t] : unknown;
      }
    }
    for (int l = 0; l < dropouts.size(); l++) {
      dropouts.get(l).atStep(step);
    }
    pooledDropout.atStep(step);
  }

  @Override
  public void backpropagate(int member) {
    shared.backpropagate(member);
  }

  @Override
  public Loss loss() {
    double sum = 0;
    for (int n = 0; n < shape.batchSize(); n++) {
      sum += classWeights[targets[n]] * nats[n];
    }
    return new Loss(sum, shape.batchSize());
  }

  @Override
  public long units() {
    return units;
  }

  @Override
  public double epoch(long steps) {
    return batches.epoch(steps);
  }

  /** Forward, loss and backward of a member's items. */
  private final class ItemPass implements Pass {
    @Override
    public void run(Share share, float[] free) {
      int from = share.from();
      int rows = share.rows();
      Strip strip = strips[share.member()];
      forward.run(share, ids);
      pooling.forward(forward.output(), pooled, from, from + rows);
      pooledDropout.apply(pooled, from, rows, strip);
      model.head().forward(pooled, logits, from, rows);
      float scale = 1f / shape.batchSize();
      for (int n = from; n < from + rows; n++) {
        SoftmaxCrossEntropy.backward(logits, targets, n, 1, nats, scale * classWeights[targets[n]]);
      }
      model.head().backward(logits, headTransposed, dPooled, from, rows, free);
      pooledDropout.apply(dPooled, from, rows, strip);
      pooling.backward(dPooled, backward.dOutput(), from, from + rows);
      backward.run(share);
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks) {
      model.head().addGradientTasks(tasks, pooled, logits, shape::batchSize);
      backward.addGradientTasks(tasks, ids);
    }

    @Override
    public List<PanelTask> transposes() {
      List<PanelTask> transposes = new ArrayList<>(backward.transposes());
      transposes.addAll(model.head().transposes(headTransposed));
      return transposes;
    }
  }
}
