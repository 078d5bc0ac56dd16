package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/** What the loops over strips and rows are made of, to be inlined into them. */
final class StripVectors {
  private StripVectors() {}

  static FloatVector load(Strip strip, int row, int element) {
    return FloatVector.fromArray(FLOAT, strip.values, strip.offset + row * strip.stride + element);
  }

  static void store(Strip strip, int row, int element, FloatVector value) {
    value.intoArray(strip.values, strip.offset + row * strip.stride + element);
  }

  static FloatVector load(PanelRows rows, int row, int column) {
    return FloatVector.fromArray(FLOAT, rows.values, rows.index(row, column));
  }

  static void store(PanelRows rows, int row, int column, FloatVector value) {
    value.intoArray(rows.values, rows.index(row, column));
  }

  static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(FLOAT, values, at);
  }

  /** The sum of {@code start} and of all lanes, the first lane first. */
  static float addLanes(float start, FloatVector lanes) {
    float sum = start;
    for (int lane = 0; lane < COUNT; lane++) {
      sum += lanes.lane(lane);
    }
    return sum;
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(FLOAT, value);
  }

  static FloatVector complement(FloatVector x) {
    return FloatVector.broadcast(FLOAT, 1f).sub(x);
  }
}
