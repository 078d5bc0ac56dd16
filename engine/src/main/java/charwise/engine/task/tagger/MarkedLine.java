package charwise.engine.task.tagger;

import charwise.engine.loss.Loss;

/** A line whose tags are known, and what a tagger made of it. */
public final class MarkedLine {
  private final TaggedLine line;
  private final int[] guess;
  private final double probability;
  private final Loss loss;

  MarkedLine(TaggedLine line, int[] guess, double probability, Loss loss) {
    this.line = line;
    this.guess = guess;
    this.probability = probability;
    this.loss = loss;
  }

  /** The line, with the tags that are right. */
  public TaggedLine line() {
    return line;
  }

  /** The tags that the tagger gave. Not to be modified. */
  public int[] guess() {
    return guess;
  }

  /** What the tagger thought of its tags. */
  public double probability() {
    return probability;
  }

  /** The loss over the units whose tag the tagger knows. */
  public Loss loss() {
    return loss;
  }
}
