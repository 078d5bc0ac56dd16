package charwise.engine.network;

import charwise.engine.layer.GradientTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;

/** The way back through a window that a {@link NetworkForward} has run. */
public interface NetworkBackward {
  /** Takes the gradient of the logits of some rows, before {@link #run}. */
  void readOut(PanelMatrix dLogits, int row, int rows, float[] free);

  /**
   * Runs a share back through all stages.
   *
   * @param free floats for products, the member's own
   */
  void run(Share share, boolean[] resets, float[] free);

  /** After {@link #run}: gradients of the state before the window, of those parts that get any. */
  List<Matrix> dInitialState();

  /** Adds the tasks that sum all weight gradients over the whole batch. */
  void addGradientTasks(List<GradientTask> tasks, int[] ids, PanelMatrix dLogits);

  /**
   * Pieces of work, in any order and on any thread, that must follow a change of weights or of the
   * noise's step.
   */
  List<Runnable> transposes();
}
