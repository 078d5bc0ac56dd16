package charwise.engine.analysis;

import charwise.engine.kernel.Team;
import charwise.engine.layer.Linear;
import charwise.engine.layer.recurrent.RecurrentBackward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.RecurrentStack;
import charwise.engine.network.StackBackward;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.Arrays;
import java.util.List;

/**
 * The passes behind {@link GradientReach}. Each position is a stream: the units before its window are
 * read to warm the state up, then a window of as many steps as the largest lag, at whose last step
 * alone the loss is taken; its gradient then runs back through the window.
 */
final class ReachMeasurement {
  private static final int POSITIONS = 256;

  /** Rows of a window, to bound its memory. */
  private static final int MAXIMUM_ROWS = 8192;

  private final Linear decoder;
  private final int steps;
  private final int streams;
  private final Team team;
  private final StackForward forward;
  private final StackBackward backward;
  private final PanelMatrix logits;
  private final PanelMatrix decoderTransposed;
  private final int[] ids;
  private final int[] targets;
  private final boolean[] resets;
  private final double[] nats;
  private final float[][] scratch;
  private final double[] hiddenSums;
  private final double[] memorySums;

  ReachMeasurement(
      RecurrentStack stack, Linear decoder, int vocabularySize, int maximumLag, Team team) {
    if (maximumLag < 1) {
      throw new IllegalArgumentException("a largest lag of " + maximumLag + " is below 1");
    }
    this.decoder = decoder;
    this.steps = maximumLag;
    this.streams = Math.clamp(MAXIMUM_ROWS / maximumLag, 1, POSITIONS);
    this.team = team;
    forward = new StackForward(stack, steps, streams, List.of(), true, team.size());
    backward = new StackBackward(forward, team.size());
    backward.layers().forEach(RecurrentBackward::keepStateGradients);
    logits = PanelMatrix.zeros(streams, vocabularySize);
    decoderTransposed = decoder.newTransposed();
    ids = new int[steps * streams];
    targets = new int[streams];
    resets = new boolean[steps * streams];
    nats = new double[streams];
    scratch = new float[team.size()][Products.scratchSize()];
    int states = backward.dInitialState().size() / stack.layers().size();
    hiddenSums = new double[steps + 1];
    memorySums = new double[states > 1 ? steps + 1 : 0];
    backward.transposes().forEach(Runnable::run);
    for (int panel = 0; panel < decoder.panels(); panel++) {
      decoder.transposePanel(panel, decoderTransposed);
    }
  }

  /** Measures at up to 256 positions, evenly spread. */
  GradientReach run(char[] text, int length, int resetUnit) {
    if (length <= steps) {
      throw new IllegalArgumentException(
          "a text of " + length + " units has no lag of " + steps);
    }
    int warmUp = Math.min(steps, length - steps - 1);
    int places = length - steps - warmUp;
    int positions = Math.min(POSITIONS, places);
    for (int done = 0; done < positions; done += streams) {
      int count = Math.min(streams, positions - done);
      int[] starts = new int[count];
      for (int n = 0; n < count; n++) {
        starts[n] = (int) ((long) (done + n) * (places - 1) / Math.max(1, positions - 1));
      }
      measure(text, starts, warmUp, resetUnit);
    }
    return new GradientReach(mean(hiddenSums, positions), mean(memorySums, positions));
  }

  private static double[] mean(double[] sums, int count) {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  private void measure(char[] text, int[] starts, int warmUp, int resetUnit) {
    for (Matrix state : forward.initialState()) {
      Arrays.fill(state.values(), state.row(0), state.row(0) + streams * state.columns(), 0f);
    }
    if (warmUp > 0) {
      fill(text, starts, 0, warmUp, resetUnit);
      team.run(member ->
          forward.run(share(member, starts), ids, resets, warmUp));
      forward.carry(warmUp);
    }
    fill(text, starts, warmUp, steps, resetUnit);
    for (int n = 0; n < starts.length; n++) {
      targets[n] = text[starts[n] + warmUp + steps];
    }
    team.run(member -> readAndGoBack(member, from(member, starts), from(member + 1, starts)));
    add(starts.length);
  }

  private Share share(int member, int[] starts) {
    return Share.ofStreams(member, from(member, starts), from(member + 1, starts));
  }

  private int from(int member, int[] starts) {
    return starts.length * member / team.size();
  }

  private void fill(char[] text, int[] starts, int offset, int count, int resetUnit) {
    for (int t = 0; t < count; t++) {
      for (int n = 0; n < starts.length; n++) {
        int row = t * streams + n;
        ids[row] = text[starts[n] + offset + t];
        resets[row] = ids[row] == resetUnit;
      }
    }
  }

  private void readAndGoBack(int member, int from, int to) {
    if (to == from) {
      return;
    }
    Share share = Share.ofStreams(member, from, to);
    forward.run(share, ids, resets, steps);
    Matrix read = forward.output().rows((steps - 1) * streams, streams);
    Matrix dRead = backward.dOutput().rows((steps - 1) * streams, streams);
    decoder.forward(read, logits, from, to - from);
    SoftmaxCrossEntropy.backward(logits, targets, from, to - from, nats, 1f);
    decoder.backward(logits, decoderTransposed, dRead, from, to - from, scratch[member]);
    backward.run(share, resets);
  }

  private void add(int count) {
    for (int n = 0; n < count; n++) {
      int last = (steps - 1) * streams + n;
      hiddenSums[0] += Math.sqrt(squares(backward.dOutput(), last));
      for (int lag = 1; lag <= steps; lag++) {
        int row = (steps - lag) * streams + n;
        hiddenSums[lag] += norm(0, row);
        if (memorySums.length > 0) {
          memorySums[lag] += norm(1, row);
        }
      }
    }
  }

  /** Of the gradient of all layers' first or second states together. */
  private double norm(int state, int row) {
    double sum = 0;
    for (RecurrentBackward layer : backward.layers()) {
      sum += squares(layer.dStates().get(state), row);
    }
    return Math.sqrt(sum);
  }

  private static double squares(Matrix matrix, int row) {
    double sum = 0;
    for (int c = 0; c < matrix.columns(); c++) {
      double value = matrix.values()[matrix.row(row) + c];
      sum += value * value;
    }
    return sum;
  }
}
