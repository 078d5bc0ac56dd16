package charwise.engine.layer.recurrent;

import java.util.List;

/**
 * Gates whose pre-activations are made by the same products and so share panels: 16 units of each
 * gate stand side by side.
 *
 * @param gates the gates' numbers in the order of the model file (rows of PyTorch's weight_ih)
 * @param fromInput whether the layer's input enters
 * @param recurrence what else enters
 * @param twoBiases whether input and recurrence have a bias each, as PyTorch trains them, rather
 *     than one together
 */
public record GateGroup(
    List<Integer> gates, boolean fromInput, Recurrence recurrence, boolean twoBiases) {
  /** The vector that a group's recurrent weights multiply. */
  public enum Recurrence {
    /** None: the group sees the input alone. */
    NONE,
    /** The previous hidden state h. */
    HIDDEN,
    /** What the cell makes of h and its HIDDEN groups, for example r ⊙ h. */
    GATED
  }

  /** Keeps its own copy of the list. */
  public GateGroup {
    gates = List.copyOf(gates);
  }

  /** A group with one bias. */
  public GateGroup(List<Integer> gates, boolean fromInput, Recurrence recurrence) {
    this(gates, fromInput, recurrence, false);
  }

  /** Whether the previous state enters. */
  public boolean isRecurrent() {
    return recurrence != Recurrence.NONE;
  }
}
