package charwise.corpora;

import java.util.Random;

/** Families of generators of random numbers: {@link Random}, which is specified to the bit. */
final class SeededRandom {
  private SeededRandom() {}

  /**
   * The generator of an item. Those of neighbouring numbers and seeds have nothing in common
   * (Stafford's mixer 13).
   */
  static Random of(long seed, long number) {
    long z = seed * 0x9E3779B97F4A7C15L + number;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return new Random(z ^ (z >>> 31));
  }
}
