package charwise.engine.layer.recurrent;

/** The order in which a layer reads the units of an item. */
public enum Direction {
  /** From the first to the last. */
  FORWARD(""),
  /** From the last to the first; for whole items only, each read from the zero state. */
  REVERSE("_reverse");

  private final String suffix;

  Direction(String suffix) {
    this.suffix = suffix;
  }

  /** What the names of a layer's tensors end with, as PyTorch's do. */
  String suffix() {
    return suffix;
  }

  /** The step that is number {@code k} of those from {@code from} to {@code to}, not included. */
  int step(int k, int from, int to) {
    return this == FORWARD ? from + k : to - 1 - k;
  }
}
