package charwise.engine.layer.recurrent;

import java.util.List;

/**
 * Gates whose pre-activations are made by the same products and so share panels: 16 units of each
 * gate stand side by side.
 *
 * @param gates the gates' numbers in the order of the model file (rows of PyTorch's weight_ih)
 * @param input how the layer's input enters
 * @param recurrence what else enters
 * @param biases how many are added: none, one or, where input and recurrence have a bias each, as
 *     PyTorch trains them, two
 */
public record GateGroup(List<Integer> gates, Input input, Recurrence recurrence, int biases) {
  /** How the layer's input x enters a group. */
  public enum Input {
    /** Not at all. */
    NONE,
    /** By a product with weights. */
    PRODUCT,
    /**
     * As it is, past all weights; in a layer that has not as many inputs as units by a product.
     * Such a group has one gate, no recurrence and no bias.
     */
    SKIP
  }

  /** The vector that a group's recurrent weights multiply. */
  public enum Recurrence {
    /** None: the group sees the input alone. */
    NONE,
    /** The previous hidden state h. */
    HIDDEN,
    /** What the cell makes of h and its HIDDEN groups, for example r ⊙ h. */
    GATED,
    /** The previous second state c, each unit of which has one weight a gate: v ⊙ c. */
    MEMORY
  }

  /** Keeps its own copy of the list. */
  public GateGroup {
    gates = List.copyOf(gates);
  }

  /** A group with one bias. */
  public GateGroup(List<Integer> gates, boolean fromInput, Recurrence recurrence) {
    this(gates, fromInput ? Input.PRODUCT : Input.NONE, recurrence, 1);
  }

  /** Whether the input enters. */
  public boolean fromInput() {
    return input != Input.NONE;
  }

  /** Whether the input enters by a product in a layer of so many inputs and units. */
  public boolean multipliesInput(int inputs, int units) {
    return input == Input.PRODUCT || (input == Input.SKIP && inputs != units);
  }

  /** Whether a product with the previous state enters, for which all units of a step must wait. */
  public boolean isRecurrent() {
    return recurrence == Recurrence.HIDDEN || recurrence == Recurrence.GATED;
  }
}
