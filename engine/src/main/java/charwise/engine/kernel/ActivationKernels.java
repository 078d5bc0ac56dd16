package charwise.engine.kernel;

/**
 * Activations of the networks that are no recurrent cells, element by element over {@code count}
 * floats that lie together, a multiple of 16. {@code out} is written and may be an operand.
 */
public interface ActivationKernels {
  /** {@code out = a ⊙ silu(x)}, with silu(x) = x σ(x). */
  void siluProduct(float[] out, int outAt, float[] a, int aAt, float[] x, int xAt, int count);

  /** {@code out = silu(x)}. */
  void silu(float[] out, int outAt, float[] x, int xAt, int count);

  /** {@code out = dy ⊙ silu'(x)}, with silu'(x) = σ(x) (1 + x (1 − σ(x))). */
  void siluGradient(float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count);

  /** {@code out = gelu(x)}, exact: x Φ(x) = x/2 (1 + erf(x/√2)). */
  void gelu(float[] out, int outAt, float[] x, int xAt, int count);

  /** {@code out = dy ⊙ gelu'(x)}, with gelu'(x) = Φ(x) + x φ(x). */
  void geluGradient(float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count);

  /** {@code out = ln(1 + e^x)}. */
  void softplus(float[] out, int outAt, float[] x, int xAt, int count);

  /** {@code out = dy ⊙ σ(x)}: back through {@link #softplus}. */
  void softplusGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count);

  /** {@code out = −e^x}. */
  void negativeExp(float[] out, int outAt, float[] x, int xAt, int count);
}
