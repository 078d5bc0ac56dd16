package charwise.engine.comparison.sweep;

import charwise.engine.data.Corpus;
import charwise.engine.loss.Loss;
import charwise.engine.ngram.KneserNey;
import charwise.engine.ngram.NgramCounter;
import charwise.engine.ngram.NgramReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses of interpolated Kneser–Ney models on the same part of a text that measures cells, for
 * scale.
 *
 * @param uniformBits of guessing evenly
 * @param bits of orders 1, 2, …
 */
public record Baselines(double uniformBits, List<Double> bits) {
  private static final int ORDERS = 6;
  private static final int NO_LINES = -1;

  /** Counts a training text and scores another over the same vocabulary. */
  public static Baselines of(Corpus train, Corpus test) {
    List<Double> bits = new ArrayList<>();
    for (int order = 1; order <= ORDERS; order++) {
      KneserNey model = NgramCounter.count(train, order, Integer.MAX_VALUE, NO_LINES);
      bits.add(new NgramReader(model).score(test).bitsPerCharacter());
    }
    return new Baselines(StrictMath.log(train.vocabulary().size()) / Loss.LN_2, bits);
  }

  /** The loss of an order in bits; order 0 is guessing evenly. */
  public double bits(int order) {
    return order == 0 ? uniformBits : bits.get(order - 1);
  }

  /** The name of an order. */
  public static String name(int order) {
    return order == 0 ? "uniform" : order + "-gram";
  }

  /** The name of the strongest baseline that a result beats, or a dash. */
  public String beatenBy(double result) {
    String beaten = "-";
    double strongest = Double.POSITIVE_INFINITY;
    for (int order = 0; order <= bits.size(); order++) {
      if (result < bits(order) && bits(order) < strongest) {
        strongest = bits(order);
        beaten = name(order);
      }
    }
    return beaten;
  }
}
