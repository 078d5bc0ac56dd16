package charwise.engine.task.tagger;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.Sequences;
import charwise.engine.data.TaggedItems;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Loss;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.StackBackward;
import charwise.engine.network.StackForward;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.Pass;
import charwise.engine.task.SharedPass;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss and all gradients of a tagger on batches of windows of similar length. Each member of
 * the team runs some of the windows. The loss is the mean over all units that have a tag; the
 * others are read, and count for nothing.
 */
final class TaggerStep implements GradientStep {
  private final Tagger model;
  private final TrainingWindows data;
  private final ItemBatches batches;
  private final double unitDropout;
  private final long seed;
  private final BatchShape shape;
  private final StackForward forward;
  private final StackBackward backward;
  private final List<Dropout> dropouts = new ArrayList<>();
  private final Dropout outputDropout;
  private final Strip[] strips;
  private final int[] ids;
  private final int[] lengths;

  /** The tag of each row, or 0 where its scale is 0. */
  private final int[] targets;

  /** What the gradient of each row is multiplied by: one over the units that count, or 0. */
  private final float[] scales;

  private final double[] nats;
  private final PanelMatrix logits;
  private final PanelMatrix headTransposed;
  private final SharedPass shared;
  private long units;
  private long answered;

  /** Buffers for batches of some windows. */
  TaggerStep(Tagger model, TrainingWindows data, ItemPlan plan, long seed, Team team) {
    this.model = model;
    this.data = data;
    this.unitDropout = plan.unitDropout();
    this.seed = seed;
    batches =
        new ItemBatches(
            data.inputs(), plan.batchSize(), plan.maximumLength(), plan.maximumUnits(), seed);
    int items = Math.min(plan.batchSize(), data.inputs().size());
    shape = BatchShape.upTo(plan.maximumUnits(), items);
    for (int l = 0; l < model.config().encoder().layerCount() - 1; l++) {
      dropouts.add(new Dropout(plan.dropout(), seed, l));
    }
    outputDropout = new Dropout(plan.dropout(), seed, -1);
    strips = new Strip[team.size()];
    for (int i = 0; i < strips.length; i++) {
      strips[i] = new Strip();
    }
    forward = new StackForward(model.stack(), shape, dropouts, true, team.size());
    backward = new StackBackward(forward, team.size());
    ids = new int[data.hints().length == 0 ? shape.maximumRows() : 2 * shape.maximumRows()];
    lengths = new int[items];
    targets = new int[shape.maximumRows()];
    scales = new float[shape.maximumRows()];
    nats = new double[shape.maximumRows()];
    logits = PanelMatrix.zerosApart(shape.maximumRows(), model.config().tags());
    headTransposed = model.head().newTransposed();
    shared = new SharedPass(new WindowPass(), team, items);
  }

  @Override
  public void load(long step) {
    batches.load(step - 1);
    int count = batches.count();
    units = 0;
    answered = 0;
    for (int n = 0; n < count; n++) {
      lengths[n] = batches.length(batches.item(n));
      units += lengths[n];
      answered += data.answered(batches.item(n));
    }
    shape.set(lengths, count);
    shared.items(count);
    RandomStream random = RandomStream.of(~seed, step);
    int unknown = model.config().vocabularySize() - 1;
    float scale = 1f / Math.max(1, answered);
    Sequences inputs = data.inputs();
    for (int n = 0; n < count; n++) {
      int item = batches.item(n);
      int start = inputs.start(item);
      for (int t = 0; t < shape.timeSteps(); t++) {
        int row = t * count + n;
        boolean there = t < lengths[n];
        boolean known = there && !(random.nextDouble() < unitDropout);
        char tag = there ? data.tag(item, t) : TaggedItems.NO_TAG;
        ids[row] = known ? inputs.ids()[start + t] : unknown;
        if (data.hints().length > 0) {
          ids[shape.maximumRows() + row] = there ? data.hints()[start + t] : 0;
        }
        targets[row] = tag == TaggedItems.NO_TAG ? 0 : tag;
        scales[row] = tag == TaggedItems.NO_TAG ? 0 : scale;
      }
    }
    for (int l = 0; l < dropouts.size(); l++) {
      dropouts.get(l).atStep(step);
    }
    outputDropout.atStep(step);
  }

  @Override
  public void backpropagate(int member) {
    shared.backpropagate(member);
  }

  @Override
  public Loss loss() {
    double sum = 0;
    for (int row = 0; row < shape.rows(); row++) {
      sum += scales[row] == 0 ? 0 : nats[row];
    }
    return new Loss(sum, answered);
  }

  @Override
  public long units() {
    return units;
  }

  @Override
  public double epoch(long steps) {
    return batches.epoch(steps);
  }

  /** Forward, loss and backward of a member's windows. */
  private final class WindowPass implements Pass {
    @Override
    public void run(Share share, float[] free) {
      Strip strip = strips[share.member()];
      int rows = share.rows();
      forward.run(share, ids);
      for (int t = 0; t < shape.timeSteps(); t++) {
        int row = t * shape.batchSize() + share.from();
        outputDropout.apply(forward.output(), row, rows, strip);
        model.head().forward(forward.output(), logits, row, rows);
        for (int r = row; r < row + rows; r++) {
          SoftmaxCrossEntropy.backward(logits, targets, r, 1, nats, scales[r]);
        }
        model.head().backward(logits, headTransposed, backward.dOutput(), row, rows, free);
        outputDropout.apply(backward.dOutput(), row, rows, strip);
      }
      backward.run(share);
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks) {
      model.head().addGradientTasks(tasks, forward.output(), logits, shape::rows);
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
