package charwise.engine.analysis;

import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.Network;
import charwise.engine.network.NetworkBackward;
import charwise.engine.network.NetworkForward;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.Arrays;
import java.util.List;

/**
 * The passes behind {@link GradientReach}. Each position is a stream: the units before its window
 * are read to warm the state up, then a window of the largest lag, at whose last step alone the
 * loss is taken; its gradient then runs back through the window.
 */
final class ReachMeasurement {
  /** Rows of a window, to bound its memory. */
  private static final int MAXIMUM_ROWS = 8192;

  private final Network network;
  private final int maximumPositions;
  private final int maximumLag;
  private final int steps;
  private final int streams;
  private final Team team;
  private final NetworkForward forward;
  private final NetworkBackward backward;
  private final List<List<Matrix>> gradients;
  private final PanelMatrix logits;
  private final int[] ids;
  private final int[] targets;
  private final boolean[] resets;
  private final double[] nats;
  private final float[][] scratch;
  private final double[] hiddenSums;
  private final double[] memorySums;

  ReachMeasurement(
      Network network, int vocabularySize, int maximumLag, int maximumPositions, Team team) {
    if (maximumLag < 1) {
      throw new IllegalArgumentException("a largest lag of " + maximumLag + " is below 1");
    }
    this.network = network;
    this.maximumPositions = maximumPositions;
    this.maximumLag = maximumLag;
    this.team = team;
    streams = Math.clamp(MAXIMUM_ROWS / maximumLag, 1, maximumPositions);
    steps = network.hasStates() ? maximumLag : maximumLag + 1;
    forward = network.newForward(steps, streams, List.of(), true, team.size());
    backward = network.newBackward(forward, null, team.size());
    gradients = backward.keepStepGradients();
    logits = PanelMatrix.zeros(streams, vocabularySize);
    ids = new int[steps * streams];
    targets = new int[streams];
    resets = new boolean[steps * streams];
    nats = new double[streams];
    scratch = new float[team.size()][Products.scratchSize()];
    hiddenSums = new double[maximumLag + 1];
    memorySums = new double[gradients.size() > 1 ? maximumLag + 1 : 0];
    backward.transposes().forEach(Runnable::run);
  }

  /** Measures at evenly spread positions, as many as there may be. */
  GradientReach run(char[] text, int length, int resetUnit) {
    if (length <= steps) {
      throw new IllegalArgumentException(
          "a text of " + length + " units has no lag of " + maximumLag);
    }
    int warmUp = Math.min(steps, length - steps - 1);
    int places = length - steps - warmUp;
    int positions = Math.min(maximumPositions, places);
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
    for (int n = 0; n < streams; n++) {
      forward.clearState(n);
    }
    if (warmUp > 0) {
      fill(text, starts, 0, warmUp, resetUnit);
      team.run(member -> warmUp(share(member, starts), warmUp));
      forward.carry(warmUp);
    }
    fill(text, starts, warmUp, steps, resetUnit);
    for (int n = 0; n < starts.length; n++) {
      targets[n] = text[starts[n] + warmUp + steps];
    }
    team.run(member -> readAndGoBack(member, from(member, starts), from(member + 1, starts)));
    add(starts.length);
  }

  private void warmUp(Share share, int count) {
    if (share.rows() > 0) {
      forward.run(share, ids, resets, count);
    }
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
    int last = (steps - 1) * streams;
    network.readOut(forward.output().rows(last, streams), logits, from, to - from);
    SoftmaxCrossEntropy.backward(logits, targets, from, to - from, nats, 1f);
    backward.readOut(logits, from, to - from, last, scratch[member]);
    backward.run(share, resets, scratch[member]);
  }

  private void add(int count) {
    int first = network.hasStates() ? 1 : 0;
    int rowOfLagZero = steps - 1 + first; // the state after a step is that before the next
    for (int n = 0; n < count; n++) {
      if (network.hasStates()) {
        hiddenSums[0] += Math.sqrt(squares(backward.dOutput(), (steps - 1) * streams + n));
      }
      for (int lag = first; lag <= maximumLag; lag++) {
        int row = (rowOfLagZero - lag) * streams + n;
        hiddenSums[lag] += norm(0, row);
        if (memorySums.length > 0) {
          memorySums[lag] += norm(1, row);
        }
      }
    }
  }

  /** The norm of the gradient of all layers' first or second states together. */
  private double norm(int state, int row) {
    double sum = 0;
    for (Matrix layer : gradients.get(state)) {
      sum += squares(layer, row);
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
