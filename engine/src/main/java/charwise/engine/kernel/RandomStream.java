package charwise.engine.kernel;

/**
 * A seeded generator whose whole state is one {@code long}: SplitMix64 (Steele, Lea and Flood
 * 2014). The same seed gives the same numbers on every machine.
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** A generator in the given state; a seed is a state like any other. */
  public RandomStream(long state) {
    this.state = state;
  }

  /** The generator number {@code index} of a family of independent ones. */
  public static RandomStream of(long seed, long index) {
    return new RandomStream(mix(mix(seed) + index * GOLDEN_GAMMA));
  }

  /** To go on later from here: {@code new RandomStream(state())}. */
  public long state() {
    return state;
  }

  /** Passes over that many numbers of {@link #nextLong} or {@link #nextDouble}. */
  public void skip(long count) {
    state += count * GOLDEN_GAMMA;
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in [0, bound), without bias. */
  public int nextInt(int bound) {
    long limit = (1L << 62) / bound * bound;
    long bits = nextLong() >>> 2;
    while (bits >= limit) {
      bits = nextLong() >>> 2;
    }
    return (int) (bits % bound);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
