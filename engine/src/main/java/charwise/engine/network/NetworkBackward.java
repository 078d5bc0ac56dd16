package charwise.engine.network;

import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;

/** The way back through a window that a {@link NetworkForward} has run. */
public interface NetworkBackward {
  /** Takes the gradient of the logits of some rows, before {@link #run}. */
  void readOut(PanelMatrix dLogits, int row, int rows, float[] free);

  /**
   * The same of logits whose outputs stand {@code behind} rows after them; those of other rows must
   * have no gradient.
   */
  void readOut(PanelMatrix dLogits, int row, int rows, int behind, float[] free);

  /** The gradient of what the last stage made, which {@link #readOut} sets. */
  Matrix dOutput();

  /**
   * Has every {@link #run} from now on leave the gradients at each step: for each kind of state
   * those of all layers, a row a position, of the state before it; where {@link Network#hasStates
   * there are none}, of what it looked up.
   */
  List<List<Matrix>> keepStepGradients();

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
  List<PanelTask> transposes();
}
