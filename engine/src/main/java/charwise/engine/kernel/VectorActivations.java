package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.StripVectors.all;
import static charwise.engine.kernel.StripVectors.complement;
import static charwise.engine.kernel.StripVectors.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The vector twin. */
final class VectorActivations implements ActivationKernels {
  @Override
  public void siluProduct(
      float[] out, int outAt, float[] a, int aAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(x, xAt + i);
      load(a, aAt + i).mul(v.mul(VectorMath.sigmoid(v))).intoArray(out, outAt + i);
    }
  }

  @Override
  public void silu(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(x, xAt + i);
      v.mul(VectorMath.sigmoid(v)).intoArray(out, outAt + i);
    }
  }

  @Override
  public void siluGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(x, xAt + i);
      FloatVector s = VectorMath.sigmoid(v);
      FloatVector slope = s.mul(v.fma(complement(s), all(1f)));
      load(dy, dyAt + i).mul(slope).intoArray(out, outAt + i);
    }
  }

  @Override
  public void gelu(float[] out, int outAt, float[] values, int at, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(values, at + i);
      FloatVector x = VectorMath.erfArgument(v);
      FloatVector s = x.mul(x);
      FloatVector erf = VectorMath.erfTop(x, s).div(VectorMath.erfBottom(s));
      v.mul(erf.fma(all(0.5f), all(0.5f))).intoArray(out, outAt + i);
    }
  }

  @Override
  public void geluGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] values, int at, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(values, at + i);
      FloatVector x = VectorMath.erfArgument(v);
      FloatVector s = x.mul(x);
      FloatVector erf = VectorMath.erfTop(x, s).div(VectorMath.erfBottom(s));
      FloatVector density = VectorMath.exp(v.mul(v).mul(-0.5f)).mul(ScalarMath.DENSITY_AT_0);
      FloatVector slope = v.fma(density, erf.fma(all(0.5f), all(0.5f)));
      load(dy, dyAt + i).mul(slope).intoArray(out, outAt + i);
    }
  }

  @Override
  public void softplus(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.softplus(load(x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  @Override
  public void softplusGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(x, xAt + i);
      FloatVector e = VectorMath.exp(v.abs().neg());
      FloatVector above = all(1f).blend(e, v.compare(VectorOperators.LT, 0f));
      load(dy, dyAt + i).mul(above.div(e.add(1f))).intoArray(out, outAt + i);
    }
  }

  @Override
  public void negativeExp(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.exp(load(x, xAt + i)).neg().intoArray(out, outAt + i);
    }
  }
}
