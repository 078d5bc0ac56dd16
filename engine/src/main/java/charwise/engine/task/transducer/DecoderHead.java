package charwise.engine.task.transducer;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Loss;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.Decoder;
import charwise.engine.network.DecoderBackward;
import charwise.engine.network.DecoderForward;
import charwise.engine.network.StackBackward;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * A decoder that learns by teacher forcing: whatever it would write, it reads the right answer. The
 * loss is the mean over the units of the answers and their ends.
 */
final class DecoderHead implements TransducerHead {
  private final StackForward encoder;
  private final BatchShape shape;
  private final List<Dropout> dropouts;
  private final DecoderForward forward;
  private final DecoderBackward backward;
  private final double targetDropout;
  private final float labelSmoothing;
  private final int[] inputs;
  private final int[] outputs;
  private final double[] nats;
  private final int[] lengths;
  private int predictions;

  DecoderHead(
      Decoder decoder,
      TransducerPlan plan,
      StackForward encoder,
      StackBackward encoderBackward,
      List<Dropout> dropouts,
      int threads) {
    this.encoder = encoder;
    this.dropouts = dropouts;
    targetDropout = plan.targetDropout();
    labelSmoothing = (float) plan.labelSmoothing();
    shape = BatchShape.upTo(plan.maximumTargetUnits(), encoder.shape().maximumBatchSize());
    forward =
        new DecoderForward(
            decoder, encoder, plan.sources().maximumLength(), shape, dropouts, true, threads);
    backward = new DecoderBackward(forward, encoderBackward, threads);
    inputs = new int[shape.maximumRows()];
    outputs = new int[shape.maximumRows()];
    nats = new double[shape.maximumRows()];
    lengths = new int[shape.maximumBatchSize()];
  }

  @Override
  public void load(PairSteps pairs, int[] members, long step, RandomStream random) {
    int count = encoder.shape().batchSize();
    for (int n = 0; n < count; n++) {
      lengths[n] = pairs.targetSteps(members[n]);
    }
    shape.set(lengths, count);
    predictions = 0;
    Arrays.fill(inputs, 0, shape.rows(), 0);
    for (int n = 0; n < count; n++) {
      int length = shape.length(n) - 1;
      for (int t = 0; t < length; t++) {
        int unit = pairs.targetUnit(members[n], t);
        outputs[t * count + n] = unit;
        inputs[(t + 1) * count + n] = random.nextDouble() < targetDropout ? 0 : unit;
      }
      outputs[length * count + n] = 0;
      predictions += length + 1;
    }
    for (Dropout dropout : dropouts) {
      dropout.atStep(step);
    }
  }

  @Override
  public void run(Share share, float[] free) {
    forward.run(share, inputs);
    PanelMatrix logits = forward.logits();
    int count = shape.batchSize();
    float scale = 1f / predictions;
    for (int t = 0; t < shape.timeSteps(); t++) {
      for (int n = share.from(); n < share.from() + share.rows(); n++) {
        int row = t * count + n;
        if (t < shape.length(n)) {
          SoftmaxCrossEntropy.backward(logits, outputs, row, 1, nats, scale, labelSmoothing);
        } else {
          clear(logits, row);
        }
      }
    }
    backward.run(share, free);
  }

  /** Sets a row to zero. */
  static void clear(PanelMatrix matrix, int row) {
    for (int panel = 0; panel < matrix.panels(); panel++) {
      int start = matrix.row(panel, row);
      int width = Panels.strips(matrix.columns(), panel) * Strip.WIDTH;
      Arrays.fill(matrix.values(), start, start + width, 0f);
    }
  }

  @Override
  public Loss loss() {
    double sum = 0;
    int count = shape.batchSize();
    for (int n = 0; n < count; n++) {
      for (int t = 0; t < shape.length(n); t++) {
        sum += nats[t * count + n];
      }
    }
    return new Loss(sum, predictions);
  }

  @Override
  public void addGradientTasks(List<GradientTask> tasks) {
    backward.addGradientTasks(tasks, inputs);
  }

  @Override
  public List<PanelTask> transposes() {
    return backward.transposes();
  }
}
