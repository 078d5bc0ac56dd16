package charwise.engine.layer.sequence;

import static charwise.engine.kernel.Kernels.ACTIVATIONS;
import static charwise.engine.kernel.Kernels.SCAN;

import charwise.engine.kernel.ScanRows;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Span;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * The selective state space (Gu and Dao 2023): each of E channels has S numbers of state, {@code
 * h_t = exp(δ_t A) h_(t−1) + δ_t B_t u_t} with {@code A = −exp(a_log)}, and gives {@code y_t = Σ_s
 * C_ts h_ts + d u_t}. δ is of each channel, B and C are shared by all. The backward pass runs the
 * recurrence again, a strip of channels at a time, rather than keep its states.
 */
public final class SelectiveScan {
  private final int channels;
  private final int stateSize;
  private final int strips;

  /** For each strip of channels S rows of 16. */
  private final Parameter aLog;

  private final Parameter d;

  /** E channels of S numbers each, whose weights live in the set being built. */
  public SelectiveScan(int channels, int stateSize, ParameterSet.Builder parameters) {
    this.channels = channels;
    this.stateSize = stateSize;
    strips = Strip.padded(channels) / Strip.WIDTH;
    aLog = parameters.add(1, strips * size());
    d = parameters.add(1, channels);
  }

  /** Floats of state of a strip of channels. */
  private int size() {
    return stateSize * Strip.WIDTH;
  }

  /** Where number s of a channel's state lies in that of all channels. */
  private int place(int channel, int s) {
    return channel / Strip.WIDTH * size() + s * Strip.WIDTH + channel % Strip.WIDTH;
  }

  /** {@code prefix + "a_log"} (E × S) and {@code prefix + "d"} (E). */
  public List<NamedTensor> tensors(String prefix) {
    PanelMatrix a = aLog.values();
    PanelMatrix skip = d.values();
    return List.of(
        new NamedTensor(
            prefix + "a_log",
            new int[] {channels, stateSize},
            i -> a.index(0, place(i / stateSize, i % stateSize))),
        new NamedTensor(prefix + "d", new int[] {channels}, i -> skip.index(0, i)));
  }

  /** A = −1, −2, … −S for each channel, as S4D-Real has it, and d = 1. */
  public void initialize(float[] storage) {
    float[] logarithms = new float[channels * stateSize];
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = (float) StrictMath.log(1 + i % stateSize);
    }
    float[] ones = new float[channels];
    Arrays.fill(ones, 1f);
    tensors("").get(0).add(logarithms, storage);
    tensors("").get(1).add(ones, storage);
  }

  /** The scan of a window of N streams. */
  public final class Pass {
    private final int batchSize;
    private final Matrix bc;
    private final int cColumn;
    private final Matrix y;
    private final Matrix before;
    private final Matrix after;

    /** For each stream the gradients of a_log and d, to be summed over streams. */
    private final Matrix parts;

    private final Room[] rooms;

    /**
     * Buffers.
     *
     * @param bc B, from its first column on, and C
     * @param cColumn C's first column
     */
    public Pass(
        Matrix bc, int cColumn, int timeSteps, int batchSize, boolean training, int threads) {
      this.batchSize = batchSize;
      this.bc = bc;
      this.cColumn = cColumn;
      y = Matrix.zeros(timeSteps * batchSize, strips * Strip.WIDTH);
      before = Matrix.zeros(batchSize, strips * size());
      after = Matrix.zeros(batchSize, strips * size());
      parts = Matrix.zeros(training ? batchSize : 0, strips * (size() + Strip.WIDTH));
      rooms = new Room[threads];
      Arrays.setAll(rooms, member -> new Room(training ? timeSteps : 0));
    }

    /** The outputs. */
    public Matrix y() {
      return y;
    }

    /** The state before the window, a row a stream. */
    public Matrix before() {
      return before;
    }

    /** That after the steps last run. */
    public Matrix after() {
      return after;
    }

    /** Runs some streams' steps. */
    public void forward(Matrix delta, Matrix u, Span span, int member, boolean[] resets) {
      Room room = rooms[member];
      room.readA();
      for (int n = span.from(); n < span.from() + span.rows(); n++) {
        System.arraycopy(
            before.values(), before.row(n), after.values(), after.row(n), after.columns());
        for (int from = 0, to; from < span.steps(); from = to) {
          to = segmentEnd(resets, n, from, span.steps());
          if (resets[from * batchSize + n]) {
            Arrays.fill(after.values(), after.row(n), after.row(n) + after.columns(), 0f);
          }
          for (int q = 0; q < strips; q++) {
            room.place(delta, u, from, n, q);
            SCAN.scan(
                after.values(),
                after.row(n) + q * size(),
                room.a,
                q * size(),
                room.delta,
                room.u,
                room.bc,
                d.values().values(),
                d.values().row(0, 0) + q * Strip.WIDTH,
                room.at(room.dY, y, from, n, q),
                to - from,
                stateSize);
          }
        }
      }
    }

    /**
     * Of each channel the share of its state that a step kept: the mean of exp(δ A) over its
     * numbers.
     */
    public void copyKept(Matrix delta, int row, float[] target) {
      PanelMatrix logarithms = aLog.values();
      for (int channel = 0; channel < channels; channel++) {
        double step = delta.values()[delta.row(row) + channel];
        double sum = 0;
        for (int s = 0; s < stateSize; s++) {
          double rate = StrictMath.exp(logarithms.values()[logarithms.index(0, place(channel, s))]);
          sum += StrictMath.exp(-step * rate);
        }
        target[channel] = (float) (sum / stateSize);
      }
    }

    /** Of each channel the root mean square of a stream's state after the steps last run. */
    public void copyStateSizes(int stream, float[] target) {
      for (int channel = 0; channel < channels; channel++) {
        double sum = 0;
        for (int s = 0; s < stateSize; s++) {
          double value = after.values()[after.row(stream) + place(channel, s)];
          sum += value * value;
        }
        target[channel] = (float) Math.sqrt(sum / stateSize);
      }
    }

    /** Where the steps end that go on from one another: before the next reset. */
    private int segmentEnd(boolean[] resets, int n, int from, int steps) {
      int to = from + 1;
      while (to < steps && !resets[to * batchSize + n]) {
        to++;
      }
      return to;
    }

    /**
     * Goes back through some streams' steps.
     *
     * @param dBc the gradients of B and C, in the columns that these have; written
     * @param dDelta written
     * @param dU written
     */
    public void backward(
        Matrix delta,
        Matrix u,
        Matrix dY,
        Matrix dBc,
        Matrix dDelta,
        Matrix dU,
        Span span,
        int member,
        boolean[] resets) {
      Room room = rooms[member];
      room.readA();
      for (int n = span.from(); n < span.from() + span.rows(); n++) {
        Arrays.fill(parts.values(), parts.row(n), parts.row(n) + parts.columns(), 0f);
        Arrays.fill(room.parts, 0f);
        for (int from = 0, to; from < span.steps(); from = to) {
          to = segmentEnd(resets, n, from, span.steps());
          boolean fresh = resets[from * batchSize + n];
          for (int q = 0; q < strips; q++) {
            if (fresh || from > 0) {
              Arrays.fill(room.states, 0, size(), 0f);
            } else {
              System.arraycopy(before.values(), before.row(n) + q * size(), room.states, 0, size());
            }
            Arrays.fill(room.dH, 0f);
            room.place(delta, u, from, n, q);
            SCAN.record(
                room.states,
                room.decays,
                0,
                room.a,
                q * size(),
                room.delta,
                room.u,
                room.bc,
                to - from,
                stateSize);
            SCAN.gradient(
                room.dH,
                room.states,
                room.decays,
                0,
                room.a,
                q * size(),
                parts.values(),
                parts.row(n) + q * size(),
                d.values().values(),
                d.values().row(0, 0) + q * Strip.WIDTH,
                parts.values(),
                parts.row(n) + strips * size() + q * Strip.WIDTH,
                room.delta,
                room.u,
                room.bc,
                room.at(room.dY, dY, from, n, q),
                room.at(room.dDelta, dDelta, from, n, q),
                room.at(room.dU, dU, from, n, q),
                room.parts,
                2 * from * size(),
                to - from,
                stateSize);
          }
        }
        for (int k = 0; k < strips * size(); k++) {
          parts.values()[parts.row(n) + k] *= room.a[k];
        }
        for (int t = 0; t < span.steps(); t++) {
          int row = dBc.row(t * batchSize + n);
          sumLanes(room.parts, 2 * t * size(), dBc.values(), row);
          sumLanes(room.parts, (2 * t + 1) * size(), dBc.values(), row + cColumn);
        }
      }
    }

    private void sumLanes(float[] lanes, int from, float[] target, int to) {
      for (int s = 0; s < stateSize; s++) {
        float sum = 0f;
        for (int lane = 0; lane < Strip.WIDTH; lane++) {
          sum += lanes[from + s * Strip.WIDTH + lane];
        }
        target[to + s] = sum;
      }
    }

    /** Adds the tasks that sum the gradients of all streams. */
    public void addGradientTasks(List<GradientTask> tasks) {
      PanelMatrix ofA = PanelMatrix.over(parts, strips * size());
      GradientTask.addBias(tasks, ofA, parts::rows, aLog);
      PanelMatrix ofD =
          PanelMatrix.over(parts.columns(strips * size(), strips * Strip.WIDTH), channels);
      GradientTask.addBias(tasks, ofD, parts::rows, d);
    }

    /** What a member needs for itself. */
    private final class Room {
      final float[] a = new float[strips * size()];
      final float[] states;
      final float[] decays;
      final float[] parts;
      final float[] dH = new float[size()];
      final Strip delta = new Strip();
      final Strip u = new Strip();
      final Strip dY = new Strip();
      final Strip dDelta = new Strip();
      final Strip dU = new Strip();
      final ScanRows bc = new ScanRows();

      Room(int timeSteps) {
        states = new float[timeSteps == 0 ? 0 : (timeSteps + 1) * size()];
        decays = new float[timeSteps * size()];
        parts = new float[2 * timeSteps * size()];
      }

      void readA() {
        PanelMatrix logarithms = aLog.values();
        ACTIVATIONS.negativeExp(a, 0, logarithms.values(), logarithms.row(0, 0), a.length);
      }

      Strip at(Strip strip, Matrix matrix, int step, int n, int q) {
        int row = matrix.row(step * batchSize + n);
        return strip.at(matrix.values(), row + q * Strip.WIDTH, batchSize * matrix.rowStride());
      }

      void place(Matrix deltas, Matrix us, int step, int n, int q) {
        at(delta, deltas, step, n, q);
        at(u, us, step, n, q);
        Matrix rows = Pass.this.bc;
        bc.at(rows.values(), rows.row(step * batchSize + n), batchSize * rows.rowStride(), cColumn);
      }
    }
  }
}
