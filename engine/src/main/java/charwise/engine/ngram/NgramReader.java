package charwise.engine.ngram;

import charwise.engine.data.Corpus;
import charwise.engine.loss.Loss;
import java.util.Arrays;

/** Reads a text with an n-gram model, unit by unit. Not thread-safe. */
public final class NgramReader {
  private final KneserNey model;
  private final int lineStart;

  /** Of the last 0, 1, … units, as many as the order. */
  private final int[] contexts;

  /** A reader that has read nothing. */
  public NgramReader(KneserNey model) {
    this(model, -1);
  }

  /**
   * A reader that has read nothing.
   *
   * @param lineStart the unit at which it forgets what it has read before; −1 for none
   */
  public NgramReader(KneserNey model, int lineStart) {
    this.model = model;
    this.lineStart = lineStart;
    contexts = new int[model.order()];
    reset();
  }

  /** Forgets what was read. */
  public final void reset() {
    Arrays.fill(contexts, KneserNey.NONE);
    contexts[0] = KneserNey.EMPTY;
  }

  /** The probabilities of all units, as many as the vocabulary has. */
  public void probabilities(double[] all) {
    model.probabilities(contexts, all);
  }

  /** Reads a unit, and returns the probability that it had after what was read before. */
  public double read(int unit) {
    double probability = model.read(contexts, unit);
    if (unit == lineStart) {
      reset();
      model.read(contexts, unit);
    }
    return probability;
  }

  /**
   * The loss of a text, read from its beginning; the first unit follows nothing and is not counted.
   */
  public Loss score(Corpus text) {
    reset();
    double nats = 0;
    for (int i = 0; i < text.length(); i++) {
      double probability = read(text.ids()[i]);
      nats -= i == 0 ? 0 : StrictMath.log(probability);
    }
    return new Loss(nats, Math.max(0, text.length() - 1));
  }

  /** Goes on from where another reader of the model is. */
  public void copy(NgramReader from) {
    System.arraycopy(from.contexts, 0, contexts, 0, contexts.length);
  }
}
