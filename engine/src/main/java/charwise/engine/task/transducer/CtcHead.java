package charwise.engine.task.transducer;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Ctc;
import charwise.engine.loss.Loss;
import charwise.engine.network.StackBackward;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Logits of blank and units at each step of the encoder, learning by CTC. The loss is the mean over
 * the pairs that are possible; the others count for nothing.
 */
final class CtcHead implements TransducerHead {
  private final Linear output;
  private final StackForward encoder;
  private final StackBackward encoderBackward;
  private final BatchShape shape;
  private final PanelMatrix logits;
  private final PanelMatrix transposed;
  private final Ctc[] ctcs;
  private final int longest;
  private final int[] targets;
  private final int[] lengths;
  private final double[] nats;
  private int possible;

  CtcHead(
      Linear output,
      TransducerPlan plan,
      StackForward encoder,
      StackBackward encoderBackward,
      int threads) {
    this.output = output;
    this.encoder = encoder;
    this.encoderBackward = encoderBackward;
    shape = encoder.shape();
    logits = PanelMatrix.zerosApart(shape.maximumRows(), output.outputSize());
    transposed = output.newTransposed();
    longest = plan.longestTarget();
    ctcs = new Ctc[threads];
    Arrays.setAll(
        ctcs, member -> new Ctc(output.outputSize(), plan.sources().maximumLength(), longest));
    targets = new int[shape.maximumBatchSize() * longest];
    lengths = new int[shape.maximumBatchSize()];
    nats = new double[shape.maximumBatchSize()];
  }

  @Override
  public void load(PairSteps pairs, int[] members, long step, RandomStream random) {
    possible = 0;
    for (int n = 0; n < shape.batchSize(); n++) {
      lengths[n] = pairs.targetSteps(members[n]) - 1;
      for (int i = 0; i < lengths[n]; i++) {
        targets[n * longest + i] = pairs.targetUnit(members[n], i);
      }
      possible += isPossible(n) ? 1 : 0;
    }
  }

  private boolean isPossible(int n) {
    return Ctc.minimumSteps(targets, n * longest, lengths[n]) <= shape.length(n);
  }

  @Override
  public void run(Share share, float[] free) {
    int count = shape.batchSize();
    for (int t = 0; t < shape.timeSteps(); t++) {
      output.forward(encoder.output(), logits, t * count + share.from(), share.rows());
    }
    float scale = 1f / Math.max(1, possible);
    for (int n = share.from(); n < share.from() + share.rows(); n++) {
      nats[n] =
          ctcs[share.member()].backward(
              logits, n, count, shape.length(n), targets, n * longest, lengths[n], scale);
      for (int t = shape.length(n); t < shape.timeSteps(); t++) {
        DecoderHead.clear(logits, t * count + n);
      }
    }
    for (int t = 0; t < shape.timeSteps(); t++) {
      output.backward(
          logits,
          transposed,
          encoderBackward.dOutput(),
          t * count + share.from(),
          share.rows(),
          free);
    }
  }

  @Override
  public Loss loss() {
    double sum = 0;
    for (int n = 0; n < shape.batchSize(); n++) {
      sum += nats[n] == Double.POSITIVE_INFINITY ? 0 : nats[n];
    }
    return new Loss(sum, possible);
  }

  @Override
  public void addGradientTasks(List<GradientTask> tasks) {
    output.addGradientTasks(tasks, encoder.output(), logits, shape::rows);
  }

  @Override
  public List<PanelTask> transposes() {
    return output.transposes(transposed);
  }
}
