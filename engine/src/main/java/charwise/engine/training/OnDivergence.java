package charwise.engine.training;

import java.util.Arrays;

/** What a run does when loss, gradients or weights become infinite or not a number. */
public enum OnDivergence {
  /** It ends. */
  STOP("stop"),
  /** It goes back to its last evaluation, or else to its start, at half the learning rate. */
  REWIND("rewind");

  private final String label;

  OnDivergence(String label) {
    this.label = label;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** The choice with the given label. */
  public static OnDivergence of(String label) {
    return Arrays.stream(values())
        .filter(choice -> choice.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no answer to divergence is " + label));
  }
}
