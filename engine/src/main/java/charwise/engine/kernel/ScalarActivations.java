package charwise.engine.kernel;

/** The plain twin. */
final class ScalarActivations implements ActivationKernels {
  @Override
  public void siluProduct(
      float[] out, int outAt, float[] a, int aAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = a[aAt + i] * silu(x[xAt + i]);
    }
  }

  @Override
  public void silu(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = silu(x[xAt + i]);
    }
  }

  private static float silu(float x) {
    return x * ScalarMath.sigmoid(x);
  }

  @Override
  public void siluGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      float s = ScalarMath.sigmoid(x[xAt + i]);
      out[outAt + i] = dy[dyAt + i] * (s * Math.fma(x[xAt + i], 1f - s, 1f));
    }
  }

  @Override
  public void gelu(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = x[xAt + i] * ScalarMath.normal(x[xAt + i]);
    }
  }

  @Override
  public void geluGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      float v = x[xAt + i];
      float density = ScalarMath.exp(v * v * -0.5f) * ScalarMath.DENSITY_AT_0;
      out[outAt + i] = dy[dyAt + i] * Math.fma(v, density, ScalarMath.normal(v));
    }
  }

  @Override
  public void softplus(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = ScalarMath.softplus(x[xAt + i]);
    }
  }

  @Override
  public void softplusGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      float e = ScalarMath.exp(-Math.abs(x[xAt + i]));
      float above = x[xAt + i] < 0f ? e : 1f;
      out[outAt + i] = dy[dyAt + i] * (above / (1f + e));
    }
  }

  @Override
  public void negativeExp(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = -ScalarMath.exp(x[xAt + i]);
    }
  }
}
