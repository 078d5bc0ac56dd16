package charwise.engine.layer.sequence;

import charwise.engine.layer.Span;
import charwise.engine.tensor.Matrix;

/**
 * Where each row of a window stands in its stream, and what it may look back at: positions count
 * from the last reset. The position that each stream goes on from is kept in floats, as all carried
 * state is.
 */
final class AttentionWindow {
  private static final int LOW_BITS = 16;
  private static final int LAST_POSITION = (1 << 30) - 1;

  private final int batchSize;
  private final int context;
  private final RotaryAngles angles;
  private final int pairs;

  /** Of each stream the position of its next unit: its lower 16 bits, and the rest. */
  private final Matrix next;

  private final int[] positions;
  private final float[] cosines;
  private final float[] sines;

  AttentionWindow(SelfAttention layer, int timeSteps, int batchSize) {
    this.batchSize = batchSize;
    this.context = layer.context;
    this.angles = layer.angles;
    this.pairs = layer.headSize / 2;
    next = Matrix.zeros(batchSize, 2);
    angles.make();
    positions = new int[timeSteps * batchSize];
    cosines = new float[positions.length * pairs];
    sines = new float[positions.length * pairs];
  }

  Matrix next() {
    return next;
  }

  /** Numbers some streams' steps. */
  void number(Span span, boolean[] resets) {
    for (int n = span.from(); n < span.from() + span.rows(); n++) {
      int position = nextPosition(n);
      for (int t = 0; t < span.steps(); t++) {
        int row = t * batchSize + n;
        position = resets[row] ? 0 : position;
        positions[row] = position;
        angles.write(position, cosines, sines, row * pairs);
        position = after(position);
      }
    }
  }

  /**
   * Far behind all that angles are made for, positions begin anew, where all of a context is seen.
   */
  private int after(int position) {
    return position == LAST_POSITION ? context : position + 1;
  }

  private int nextPosition(int stream) {
    int place = next.row(stream);
    return (int) next.values()[place] | (int) next.values()[place + 1] << LOW_BITS;
  }

  /**
   * Goes on after the steps last run of another window, or of this one.
   *
   * @return how many positions before their own the next units see, at the most
   */
  int startFrom(AttentionWindow other, int steps) {
    int most = 0;
    for (int n = 0; n < batchSize; n++) {
      int position = after(other.positions[(steps - 1) * batchSize + n]);
      next.values()[next.row(n)] = position & ((1 << LOW_BITS) - 1);
      next.values()[next.row(n) + 1] = position >> LOW_BITS;
      most = Math.max(most, Math.min(position, context - 1));
    }
    return most;
  }

  /** How many positions before its own a row sees. */
  int reach(int row) {
    return Math.min(positions[row], context - 1);
  }

  /** Turns a head of a row, whose first element is at {@code at}, and multiplies it. */
  void rotate(float[] values, int at, int row, float scale) {
    int angle = row * pairs;
    for (int i = 0; i < pairs; i++) {
      float a = values[at + i];
      float b = values[at + pairs + i];
      float c = cosines[angle + i];
      float s = sines[angle + i];
      values[at + i] = (a * c - b * s) * scale;
      values[at + pairs + i] = (b * c + a * s) * scale;
    }
  }

  /** Turns it back and multiplies it: the gradient before {@link #rotate} from that after it. */
  void rotateBack(float[] values, int at, int row, float scale) {
    int angle = row * pairs;
    for (int i = 0; i < pairs; i++) {
      float a = values[at + i];
      float b = values[at + pairs + i];
      float c = cosines[angle + i];
      float s = sines[angle + i];
      values[at + i] = (a * c + b * s) * scale;
      values[at + pairs + i] = (b * c - a * s) * scale;
    }
  }
}
