package charwise.engine.task.tagger;

/**
 * How much of what is there was found.
 *
 * @param right what was guessed and is there
 * @param guessed what was guessed
 * @param there what is there
 */
public record Retrieval(long right, long guessed, long there) {
  /** Nothing. */
  public static final Retrieval NONE = new Retrieval(0, 0, 0);

  /** This and another. */
  public Retrieval plus(Retrieval other) {
    return new Retrieval(right + other.right, guessed + other.guessed, there + other.there);
  }

  /** The share of what was guessed that is right; 0 if nothing was. */
  public double precision() {
    return guessed == 0 ? 0 : (double) right / guessed;
  }

  /** The share of what is there that was found; 0 if nothing is. */
  public double recall() {
    return there == 0 ? 0 : (double) right / there;
  }

  /** The harmonic mean of precision and recall; 0 if nothing is right. */
  public double f1() {
    return right == 0 ? 0 : 2.0 * right / (guessed + there);
  }
}
