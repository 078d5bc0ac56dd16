package charwise.engine.task.rating;

import charwise.engine.data.ItemBatches;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.pooling.Pooling;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Loss;
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

/** Half the squared error of a batch's ratings, and all gradients of its mean. */
final class RatingStep implements GradientStep, Pass {
  private final Rating model;
  private final RatingData.Part data;
  private final ItemBatches batches;
  private final BatchShape shape;
  private final StackForward forward;
  private final StackBackward backward;
  private final Pooling pooling;
  private final Matrix pooled; // a row an item
  private final Matrix dPooled;
  private final PanelMatrix rated; // a number an item and, once its loss is known, its gradient
  private final PanelMatrix headTransposed;
  private final int[] ids;
  private final int[] lengths;
  private final double[] losses;
  private final SharedPass shared;
  private long units;

  RatingStep(Rating model, RatingData.Part data, ItemPlan plan, long seed, Team team) {
    this.model = model;
    this.data = data;
    batches =
        new ItemBatches(
            data.texts(), plan.batchSize(), plan.maximumLength(), plan.maximumUnits(), seed);
    int items = Math.min(plan.batchSize(), data.texts().size());
    shape = BatchShape.upTo(plan.maximumUnits(), items);
    forward = new StackForward(model.stack(), shape, List.of(), true, team.size());
    backward = new StackBackward(forward, team.size());
    pooling = PoolingType.LAST.create(shape, model.stack().output());
    pooled = Matrix.zeros(items, model.stack().output().width());
    dPooled = Matrix.zeros(items, model.stack().output().width());
    rated = PanelMatrix.zerosApart(items, 1);
    headTransposed = model.head().newTransposed();
    ids = new int[shape.maximumRows()];
    lengths = new int[items];
    losses = new double[items];
    shared = new SharedPass(this, team, items);
  }

  /** Row t · N + n of the ids is what item n reads at step t; a function of the step alone. */
  @Override
  public void load(long step) {
    batches.load(step - 1);
    int count = batches.count();
    units = 0;
    for (int n = 0; n < count; n++) {
      lengths[n] = Math.max(1, batches.length(batches.item(n)));
      units += lengths[n];
    }
    shape.set(lengths, count);
    shared.items(count);
    int unknown = model.config().vocabularySize() - 1;
    for (int n = 0; n < count; n++) {
      int item = batches.item(n);
      int start = data.texts().start(item);
      for (int t = 0; t < shape.timeSteps(); t++) {
        ids[t * count + n] = t < batches.length(item) ? data.texts().ids()[start + t] : unknown;
      }
    }
  }

  /** A member's items, forward and back; what a member writes belongs to its own items. */
  @Override
  public void run(Share share, float[] free) {
    int from = share.from();
    int to = from + share.rows();
    forward.run(share, ids);
    pooling.forward(forward.output(), pooled, from, to);
    model.head().forward(pooled, rated, from, share.rows());
    for (int n = from; n < to; n++) {
      float error = rated.values()[rated.index(n, 0)] - data.ratings().get(batches.item(n));
      losses[n] = 0.5 * error * error;
      rated.values()[rated.index(n, 0)] = error / shape.batchSize();
    }
    model.head().backward(rated, headTransposed, dPooled, from, share.rows(), free);
    pooling.backward(dPooled, backward.dOutput(), from, to);
    backward.run(share);
  }

  /** The weights' gradients, each summed over the whole batch in one order. */
  @Override
  public void addGradientTasks(List<GradientTask> tasks) {
    model.head().addGradientTasks(tasks, pooled, rated, shape::batchSize);
    backward.addGradientTasks(tasks, ids);
  }

  /** What is derived from the weights, and read by the way back. */
  @Override
  public List<PanelTask> transposes() {
    List<PanelTask> transposes = new ArrayList<>(backward.transposes());
    transposes.addAll(model.head().transposes(headTransposed));
    return transposes;
  }

  @Override
  public void backpropagate(int member) {
    shared.backpropagate(member);
  }

  @Override
  public Loss loss() {
    double sum = 0;
    for (int n = 0; n < shape.batchSize(); n++) {
      sum += losses[n];
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
}
