package charwise.engine.task.language;

import charwise.engine.data.Windows;
import java.util.Arrays;

/** The same window at every step. */
final class FixedWindow implements Windows {
  final int[] inputs;
  final int[] targets;
  final boolean[] resets;

  /** Of T·N positions, to be filled. */
  FixedWindow(int rows) {
    this(rows, 1);
  }

  /** The same with several ids a position, such as a unit and the condition it is read under. */
  FixedWindow(int rows, int inputsPerUnit) {
    inputs = new int[inputsPerUnit * rows];
    targets = new int[rows];
    resets = new boolean[rows];
  }

  @Override
  public double epoch(long window) {
    return window;
  }

  @Override
  public void fill(long window, int[] ids, int[] next, boolean[] fresh, float[] lossWeights) {
    System.arraycopy(inputs, 0, ids, 0, inputs.length);
    System.arraycopy(targets, 0, next, 0, targets.length);
    System.arraycopy(resets, 0, fresh, 0, resets.length);
    Arrays.fill(lossWeights, 1f);
  }
}
