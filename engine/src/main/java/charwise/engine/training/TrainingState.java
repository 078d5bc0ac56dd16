package charwise.engine.training;

import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
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
  record Slot(String name, int size, Supplier<float[]> values, Consumer<float[]> set) {
    static Slot of(String name, float[] array) {
      return new Slot(
          name,
          array.length,
          () -> array,
          values -> System.arraycopy(values, 0, array, 0, array.length));
    }

    static Slot of(String name, float[] array, ParameterSet.Range places) {
      return new Slot(
          name,
          places.to() - places.from(),
          () -> Arrays.copyOfRange(array, places.from(), places.to()),
          values -> System.arraycopy(values, 0, array, places.from(), values.length));
    }

    static Slot of(String name, Matrix matrix) {
      return new Slot(
          name,
          matrix.rows() * matrix.columns(),
          () -> copy(matrix),
          values -> fill(matrix, values));
    }
  }

  private final List<Slot> slots = new ArrayList<>();

  TrainingState(Model model, List<float[]> moments, List<Matrix> carried) {
    ParameterSet.Range places = model.parameters().places();
    slots.add(Slot.of("weights", model.parameters().values(), places));
    for (int i = 0; i < moments.size(); i++) {
      slots.add(Slot.of("moment." + i, moments.get(i), places));
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
      for (float value : slot.values().get()) {
        if (!Float.isFinite(value)) {
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
