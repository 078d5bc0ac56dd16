package charwise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds on registers alone, sixteen sums that do not wait for one another: the most
 * that a core can do, to which the speed of products is compared.
 */
public final class PeakLoop {
  private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
  private static final int SUMS = 16;

  private PeakLoop() {}

  /** The operations of a round: a multiplication and an addition each, for every lane and sum. */
  public static final int OPERATIONS = 2 * SUMS * SPECIES.length();

  /** Runs {@code rounds} rounds; the result only keeps the compiler from dropping them. */
  public static float run(int rounds, float start) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, start);
    FloatVector s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    FloatVector s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0;
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector summand = FloatVector.broadcast(SPECIES, start + 1);
    for (int i = 0; i < rounds; i++) {
      s0 = s0.fma(factor, summand);
      s1 = s1.fma(factor, summand);
      s2 = s2.fma(factor, summand);
      s3 = s3.fma(factor, summand);
      s4 = s4.fma(factor, summand);
      s5 = s5.fma(factor, summand);
      s6 = s6.fma(factor, summand);
      s7 = s7.fma(factor, summand);
      s8 = s8.fma(factor, summand);
      s9 = s9.fma(factor, summand);
      s10 = s10.fma(factor, summand);
      s11 = s11.fma(factor, summand);
      s12 = s12.fma(factor, summand);
      s13 = s13.fma(factor, summand);
      s14 = s14.fma(factor, summand);
      s15 = s15.fma(factor, summand);
    }
    FloatVector sum =
        s0.add(s1)
            .add(s2)
            .add(s3)
            .add(s4)
            .add(s5)
            .add(s6)
            .add(s7)
            .add(s8)
            .add(s9)
            .add(s10)
            .add(s11)
            .add(s12)
            .add(s13)
            .add(s14)
            .add(s15);
    return sum.lane(0);
  }
}
