package charwise.engine.layer.recurrent;

import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/**
 * A recurrence, for one time step of 16 units at a time. A cell states its gate groups; the layer
 * fills each gate's pre-activation ({@code x Wx + h Wh + b} as the group says) and then calls the
 * cell, which turns pre-activations into a new state. Backward, the layer brings dLoss/dh and the
 * cell replaces each gate by the gradient of its pre-activation. Cells have no state of their own.
 * A cell whose groups multiply no state by a matrix costs no wait between steps.
 *
 * <p>A cell with GATED groups is called in two phases: {@link #forwardGated} when the other groups
 * are filled, {@link #forward} when the GATED ones are; backward in reverse.
 */
public interface RecurrentCell {
  /** The gates in the order of the model file: PyTorch's weight_ih has H rows for each. */
  List<Gate> gates();

  /** The number of {@link #gates}. */
  default int gateCount() {
    return gates().size();
  }

  /** The groups. A cell's gate slots are numbered through all groups in this order. */
  List<GateGroup> groups();

  /** Whether there is a second state vector beside h, such as the LSTM's c. */
  boolean hasMemory();

  /** What a gate's bias starts at, where a network takes all of it. */
  default float initialBias(int gate) {
    return 0f;
  }

  /** The share of {@link #initialBias} that a network takes which predicts what comes next. */
  default double predictorBiasShare() {
    return 1;
  }

  /**
   * What a gate does to the cell's memory when it opens: 1 if it keeps more of what is there, −1 if
   * it lets more of the new in, 0 if neither. Chrono initialization (Tallec and Ollivier 2018)
   * biases gates by it.
   */
  default int retention(int gate) {
    return 0;
  }

  /** Makes {@code gated} from the HIDDEN groups and the previous state. */
  default void forwardGated(CellStrips strips, int count) {}

  /**
   * Makes {@code hidden} (and {@code memory}) from the pre-activations and the previous state, and
   * leaves in gates, {@code gated} and {@code saved} what {@link #backward} needs; in the first
   * slot of each gate that is the gate's activation.
   */
  void forward(CellStrips strips, int count);

  /**
   * Replaces gates by the gradients of their pre-activations, given {@code dHidden} and, with a
   * memory, {@code dMemory}, which becomes the gradient of the previous memory. Adds to {@code
   * dPreviousHidden} what reaches the previous h without passing a weight. A cell with GATED groups
   * leaves what depends on {@code dGated} to {@link #backwardGated}.
   */
  void backward(CellStrips strips, int count);

  /** The rest of the backward step, given {@code dGated}. */
  default void backwardGated(CellStrips strips, int count) {}

  /** The gates with a bias of the input, in the order of the model file's bias_ih. */
  default List<Integer> biasedGates() {
    return groups().stream()
        .filter(group -> group.fromInput() && group.biases() > 0)
        .flatMap(group -> group.gates().stream())
        .sorted()
        .toList();
  }

  /** The weights of a layer of so many dense inputs and units that enter products at each step. */
  default double productWeights(int inputs, int units) {
    double weights = 0;
    for (GateGroup group : groups()) {
      double size = (double) group.gates().size() * units;
      weights += group.multipliesInput(inputs, units) ? size * inputs : 0;
      weights += group.isRecurrent() ? size * units : 0;
    }
    return weights;
  }

  /**
   * Whether a product of some group multiplies the state, so that all units wait for all others.
   */
  default boolean isRecurrent() {
    return groups().stream().anyMatch(GateGroup::isRecurrent);
  }

  /** Whether some group's recurrence is GATED. */
  default boolean isGated() {
    return groups().stream().anyMatch(group -> group.recurrence() == Recurrence.GATED);
  }
}
