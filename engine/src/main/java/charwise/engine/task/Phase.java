package charwise.engine.task;

/** What a team does in a training step, one after another: what it is told as it begins each. */
public enum Phase {
  /** One member alone: the next batch, and the states that go on from the last. */
  LOAD,
  /** What is made of the weights: their transposes, noisy copies. */
  TRANSPOSES,
  /** From the inputs to the network's outputs; of items, the loss and the way back as well. */
  FORWARD,
  /** From the outputs to the loss and its gradient, and back to the outputs. */
  READ_OUT,
  /** From the outputs' gradient to that of all gates. */
  BACKWARD,
  /** The gradients of all weights. */
  GRADIENTS,
  /** The gradients' norm; by the last member alone, the loss and the constants of the update. */
  NORM,
  /** Clipping and the optimizer's rule. */
  UPDATE;

  /** How many there are. */
  public static final int COUNT = values().length;
}
