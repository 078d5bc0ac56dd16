package charwise.engine.kernel;

/** Factors of Gaussian noise. */
public interface NoiseKernels {
  /** Factors that are drawn together; runs are of whole groups. */
  int GROUP = 2 * Strip.WIDTH;

  /**
   * {@code target[to + i] = 1 + deviation · ε} with an ε of the standard normal distribution for
   * each place p = place + i. Its bits are those that dropout's mixer makes of {@code key} and
   * {@code p · stride}, a counter that any thread may start anywhere; the first 16 places of a
   * group and the 16 after them make two normal numbers of two uniform ones (Box and Muller 1958).
   *
   * @param place a multiple of {@link #GROUP}
   * @param count a multiple of {@link #GROUP}
   * @param stride odd, so that no two places share their bits
   * @param scratch count / 2 floats
   */
  void draw(
      float[] target,
      int to,
      int count,
      int place,
      int key,
      int stride,
      float deviation,
      float[] scratch);
}
