package charwise.engine.training;

import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import charwise.engine.tensor.Matrix;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All arrays that a step changes and the next one reads: weights, the optimizer's moments, and the
 * states carried from one window to the next.
 */
final class TrainingState {
  /**
   * One of them.
   *
   * @param name in checkpoints
   * @param size its floats
   * @param values gives them, not necessarily a copy
   * @param set puts others in their place
   */
  record Slot(String name, int size, Supplier<FloatBuffer> values, Consumer<float[]> set) {
    static Slot of(String name, float[] array) {
      return of(name, array, 0, array.length);
    }

    /** The elements from {@code from} on. */
    static Slot of(String name, float[] array, int from, int size) {
      return new Slot(
          name,
          size,
          () -> FloatBuffer.wrap(array, from, size),
          values -> System.arraycopy(values, 0, array, from, size));
    }

    static Slot of(String name, Matrix matrix) {
      return new Slot(
          name,
          matrix.rows() * matrix.columns(),
          () -> FloatBuffer.wrap(copy(matrix)),
          values -> fill(matrix, values));
    }
  }

  private final List<Slot> slots = new ArrayList<>();

  TrainingState(Model model, List<float[]> moments, List<Matrix> carried) {
    ParameterSet.Range places = model.parameters().places();
    int from = places.from();
    int size = places.to() - from;
    slots.add(Slot.of("weights", model.parameters().values(), from, size));
    for (int i = 0; i < moments.size(); i++) {
      slots.add(Slot.of("moment." + i, moments.get(i), from, size));
    }
    for (int i = 0; i < carried.size(); i++) {
      slots.add(Slot.of("state." + i, carried.get(i)));
    }
  }

  List<Slot> slots() {
    return slots;
  }

  /** Whether nothing in it is infinite or not a number. */
  boolean isFinite() {
    for (Slot slot : slots) {
      for (FloatBuffer values = slot.values().get(); values.hasRemaining(); ) {
        if (!Float.isFinite(values.get())) {
          return false;
        }
      }
    }
    return true;
  }

  private static float[] copy(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      System.arraycopy(
          matrix.values(), matrix.row(r), values, r * matrix.columns(), matrix.columns());
    }
    return values;
  }

  private static void fill(Matrix matrix, float[] values) {
    for (int r = 0; r < matrix.rows(); r++) {
      System.arraycopy(
          values, r * matrix.columns(), matrix.values(), matrix.row(r), matrix.columns());
    }
  }
}
