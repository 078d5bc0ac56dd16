package charwise.engine.loss;

import java.io.Serializable;

/**
 * A sum of losses and how many units it is over.
 *
 * @param totalNats in nats
 * @param count units scored
 */
public record Loss(double totalNats, long count) implements Serializable {
  /** No loss over nothing. */
  public static final Loss NONE = new Loss(0, 0);

  /** This and another. */
  public Loss plus(Loss other) {
    return new Loss(totalNats + other.totalNats, count + other.count);
  }

  /** The mean in nats; NaN over nothing. */
  public double natsPerCharacter() {
    return totalNats / count;
  }

  /** The mean in bits: nats / ln 2. */
  public double bitsPerCharacter() {
    return natsPerCharacter() / LN_2;
  }

  /** e to the mean in nats: the size of a uniform choice just as hard. */
  public double perplexity() {
    return StrictMath.exp(natsPerCharacter());
  }

  /** Nats in a bit. */
  public static final double LN_2 = StrictMath.log(2);
}
