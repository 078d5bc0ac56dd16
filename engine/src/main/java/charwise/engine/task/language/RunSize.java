package charwise.engine.task.language;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.RecurrentCell;

/**
 * The hidden size and the window for a number of steps, where they are left open: hidden size
 * {@code 192 · √(steps / 18,000)}, windows of 16 units, beyond 18,000 steps {@code 16 · √(steps /
 * 18,000)}. Four times the steps thus train twice the hidden size.
 *
 * <p>The hidden size goes in whole strips of 16, and the window takes up what that rounds off, so
 * that the work of a run grows with its steps without jumps: every budget of time has its number of
 * steps.
 *
 * @param hiddenSize units of each layer
 * @param timeSteps units of each stream in a window
 */
record RunSize(int hiddenSize, int timeSteps) {
  private static final double STEPS = 18_000;
  private static final int HIDDEN_SIZE = 192;
  private static final int MINIMUM_HIDDEN_SIZE = 64;
  private static final int MAXIMUM_HIDDEN_SIZE = 1024;
  private static final int TIME_STEPS = 16;
  private static final int STRIP = 16;

  /** Weights that a unit of training text can feed. */
  private static final double WEIGHTS_PER_UNIT = 5.5;

  /**
   * The size for a run.
   *
   * @param steps of the run
   * @param textLength units of the training text
   * @param cell of the model
   * @param layers of the model
   */
  static RunSize of(long steps, long textLength, CellType cell, int layers) {
    double scale = Math.sqrt(steps / STEPS);
    RecurrentCell layer = cell.create();
    double weightsPerSquare =
        layer.productWeights(0, 1) + (layers - 1) * layer.productWeights(1, 1);
    double fed = Math.sqrt(WEIGHTS_PER_UNIT * textLength / weightsPerSquare);
    double wanted = Math.clamp(HIDDEN_SIZE * scale, MINIMUM_HIDDEN_SIZE, MAXIMUM_HIDDEN_SIZE);
    double hidden = Math.max(STRIP, Math.min(wanted, fed));
    int rounded = STRIP * (int) Math.round(hidden / STRIP);
    double roundedOff = hidden * hidden / ((double) rounded * rounded);
    return new RunSize(rounded, window(scale, roundedOff));
  }

  /** The window of a model whose hidden size is given. */
  static int timeSteps(long steps) {
    return window(Math.sqrt(steps / STEPS), 1);
  }

  private static int window(double scale, double factor) {
    return (int) Math.round(TIME_STEPS * Math.max(1, scale) * factor);
  }
}
