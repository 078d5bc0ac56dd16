package charwise.engine.task;

import charwise.engine.loss.Loss;
import charwise.engine.tensor.Matrix;
import java.util.List;

/**
 * The loss of a batch and all gradients, by a team. For each step {@link #load} and {@link #carry}
 * are called by one thread, {@link #backpropagate} by every member, with a barrier after each.
 */
public interface GradientStep {
  /** Makes the batch of a step ready; it is a function of the step's number, from 1, alone. */
  void load(long step);

  /**
   * A member's share of the gradients of the mean loss, all in the model's parameters, with the
   * weights as they now are.
   */
  void backpropagate(int member);

  /** Lets the next batch go on from the states after this one. */
  default void carry() {}

  /** The loss of the last batch, each unit or item weighted as in the gradients. */
  Loss loss();

  /** The units that the last batch has read. */
  long units();

  /** How often the data have been read after some steps. */
  double epoch(long steps);

  /** The states that go from step to step, to be saved and restored with a run. */
  default List<Matrix> carried() {
    return List.of();
  }
}
