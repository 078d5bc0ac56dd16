package charwise.engine.statistics;

import java.util.Arrays;
import java.util.Comparator;

/** What several tests show together. */
public final class Holm {
  private Holm() {}

  /**
   * Corrects the probabilities of several tests so that the chance of even one false alarm stays
   * what it says (Holm 1979): the smallest is multiplied by their number, the next by one less, and
   * so on; none becomes smaller than one that was smaller before, and none larger than 1.
   *
   * @param probabilities 0 to 1; not changed
   * @return the corrected ones in the same order
   */
  public static double[] corrected(double... probabilities) {
    int count = probabilities.length;
    Integer[] ascending = new Integer[count];
    Arrays.setAll(ascending, i -> i);
    Arrays.sort(ascending, Comparator.comparingDouble(i -> probabilities[i]));
    double[] corrected = new double[count];
    double least = 0;
    for (int rank = 0; rank < count; rank++) {
      least = Math.max(least, Math.min(1, (count - rank) * probabilities[ascending[rank]]));
      corrected[ascending[rank]] = least;
    }
    return corrected;
  }
}
