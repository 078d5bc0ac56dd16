package charwise.engine.layer.sequence;

/**
 * Cosine and sine of {@code position · 10000^(−2i/d)} for rotary positions (Su et al. 2021). Those
 * of any position are made of those of its digits, each turned on from the one before in doubles,
 * so that they are right far into a text and depend on nothing but the position.
 */
public final class RotaryAngles {
  private static final double BASE = 10_000;
  private static final int DIGITS = 3;
  private static final int DIGIT_BITS = 10;
  private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

  private final int pairs;
  private final double[][] cosines = new double[DIGITS][0];
  private final double[][] sines = new double[DIGITS][0];

  private boolean made;

  /** The angles of heads of {@code 2 pairs} elements. */
  public RotaryAngles(int pairs) {
    this.pairs = pairs;
  }

  /** Makes the tables, which whoever knows a network by its shape alone does not need. */
  synchronized void make() {
    if (made) {
      return;
    }
    made = true;
    for (int digit = 0; digit < DIGITS; digit++) {
      cosines[digit] = new double[pairs << DIGIT_BITS];
      sines[digit] = new double[pairs << DIGIT_BITS];
      for (int i = 0; i < pairs; i++) {
        double angle = StrictMath.pow(BASE, -(double) i / pairs) * (1 << (digit * DIGIT_BITS));
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double c = 1;
        double s = 0;
        for (int at = i; at < pairs << DIGIT_BITS; at += pairs) {
          cosines[digit][at] = c;
          sines[digit][at] = s;
          double sum = c * cosine - s * sine;
          s = s * cosine + c * sine;
          c = sum;
        }
      }
    }
  }

  /** Writes those of a position below 2^30. */
  void write(int position, float[] cosine, float[] sine, int at) {
    for (int i = 0; i < pairs; i++) {
      int low = (position & DIGIT_MASK) * pairs + i;
      double c = cosines[0][low];
      double s = sines[0][low];
      for (int digit = 1; digit < DIGITS && position >> (digit * DIGIT_BITS) != 0; digit++) {
        int place = (position >> (digit * DIGIT_BITS) & DIGIT_MASK) * pairs + i;
        double more = cosines[digit][place];
        double moreSine = sines[digit][place];
        double sum = c * more - s * moreSine;
        s = s * more + c * moreSine;
        c = sum;
      }
      cosine[at + i] = (float) c;
      sine[at + i] = (float) s;
    }
  }
}
