package charwise.engine.kernel;

/**
 * Root-mean-square normalization of one row of {@code columns} columns, rounded up to whole strips;
 * spare columns must be zero. A sum over columns is made of 16 partial sums by column modulo 16, in
 * ascending order with fused multiply-adds, which are then added from 0 to 15.
 */
public interface NormKernels {
  /**
   * {@code scaled = r x} and {@code out = gain ⊙ scaled}, with {@code r = 1 / √(mean(x²) +
   * epsilon)}.
   *
   * @return r
   */
  float normalize(
      float[] out,
      int outAt,
      float[] scaled,
      int scaledAt,
      float[] x,
      int xAt,
      float[] gain,
      int gainAt,
      int columns,
      float epsilon);

  /**
   * Back through {@link #normalize}: {@code dx += r (g − scaled mean(g ⊙ scaled)), g = dy ⊙ gain}.
   */
  void addGradient(
      float[] dx,
      int dxAt,
      float[] dy,
      int dyAt,
      float[] scaled,
      int scaledAt,
      float[] gain,
      int gainAt,
      float r,
      int columns);
}
