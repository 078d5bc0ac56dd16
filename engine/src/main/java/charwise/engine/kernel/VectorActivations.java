package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The vector twin. */
final class VectorActivations implements ActivationKernels {
  @Override
  public void siluProduct(
      float[] out, int outAt, float[] a, int aAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = fromArray(FLOAT, x, xAt + i);
      fromArray(FLOAT, a, aAt + i).mul(v.mul(VectorMath.sigmoid(v))).intoArray(out, outAt + i);
    }
  }

  @Override
  public void silu(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = fromArray(FLOAT, x, xAt + i);
      v.mul(VectorMath.sigmoid(v)).intoArray(out, outAt + i);
    }
  }

  @Override
  public void siluGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = fromArray(FLOAT, x, xAt + i);
      FloatVector s = VectorMath.sigmoid(v);
      FloatVector one = broadcast(FLOAT, 1f);
      FloatVector slope = s.mul(v.fma(one.sub(s), one));
      fromArray(FLOAT, dy, dyAt + i).mul(slope).intoArray(out, outAt + i);
    }
  }

  @Override
  public void gelu(float[] out, int outAt, float[] values, int at, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = fromArray(FLOAT, values, at + i);
      FloatVector x = VectorMath.erfArgument(v);
      FloatVector s = x.mul(x);
      FloatVector erf = VectorMath.erfTop(x, s).div(VectorMath.erfBottom(s));
      FloatVector half = broadcast(FLOAT, 0.5f);
      v.mul(erf.fma(half, half)).intoArray(out, outAt + i);
    }
  }

  @Override
  public void geluGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] values, int at, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = fromArray(FLOAT, values, at + i);
      FloatVector x = VectorMath.erfArgument(v);
      FloatVector s = x.mul(x);
      FloatVector erf = VectorMath.erfTop(x, s).div(VectorMath.erfBottom(s));
      FloatVector density = VectorMath.exp(v.mul(v).mul(-0.5f)).mul(ScalarMath.DENSITY_AT_0);
      FloatVector half = broadcast(FLOAT, 0.5f);
      FloatVector slope = v.fma(density, erf.fma(half, half));
      fromArray(FLOAT, dy, dyAt + i).mul(slope).intoArray(out, outAt + i);
    }
  }

  @Override
  public void softplus(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.softplus(fromArray(FLOAT, x, xAt + i)).intoArray(out, outAt + i);
    }
  }

  @Override
  public void softplusGradient(
      float[] out, int outAt, float[] dy, int dyAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = fromArray(FLOAT, x, xAt + i);
      FloatVector e = VectorMath.exp(v.abs().neg());
      FloatVector above = broadcast(FLOAT, 1f).blend(e, v.compare(VectorOperators.LT, 0f));
      fromArray(FLOAT, dy, dyAt + i).mul(above.div(e.add(1f))).intoArray(out, outAt + i);
    }
  }

  @Override
  public void negativeExp(float[] out, int outAt, float[] x, int xAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.exp(fromArray(FLOAT, x, xAt + i)).neg().intoArray(out, outAt + i);
    }
  }
}
