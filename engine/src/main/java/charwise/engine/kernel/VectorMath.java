package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link ScalarMath} over vectors: the same operations in the same order, so the same bits. */
final class VectorMath {
  private VectorMath() {}

  static FloatVector exp(FloatVector argument) {
    FloatVector x = argument.max(ScalarMath.EXP_MINIMUM).min(ScalarMath.EXP_MAXIMUM);
    FloatVector shifted = x.fma(all(ScalarMath.LOG2_E), all(ScalarMath.ROUNDING_MAGIC));
    FloatVector n = shifted.sub(ScalarMath.ROUNDING_MAGIC);
    FloatVector r = n.fma(all(-ScalarMath.LN2_LOW), n.fma(all(-ScalarMath.LN2_HIGH), x));
    FloatVector p = r.fma(all(ScalarMath.E7), all(ScalarMath.E6));
    p = p.fma(r, all(ScalarMath.E5));
    p = p.fma(r, all(ScalarMath.E4));
    p = p.fma(r, all(ScalarMath.E3));
    p = p.fma(r, all(ScalarMath.E2));
    p = p.fma(r.mul(r), r.add(1f));
    IntVector exponent =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  static FloatVector tanh(FloatVector argument) {
    FloatVector x = argument.max(-ScalarMath.TANH_LIMIT).min(ScalarMath.TANH_LIMIT);
    FloatVector s = x.mul(x);
    FloatVector p = s.fma(all(ScalarMath.P13), all(ScalarMath.P11));
    p = p.fma(s, all(ScalarMath.P9));
    p = p.fma(s, all(ScalarMath.P7));
    p = p.fma(s, all(ScalarMath.P5));
    p = p.fma(s, all(ScalarMath.P3));
    p = p.fma(s, all(ScalarMath.P1)).mul(x);
    FloatVector q = s.fma(all(ScalarMath.Q6), all(ScalarMath.Q4));
    q = q.fma(s, all(ScalarMath.Q2));
    q = q.fma(s, all(ScalarMath.Q0));
    return p.div(q);
  }

  static FloatVector sigmoid(FloatVector x) {
    return tanh(x.mul(0.5f)).fma(all(0.5f), all(0.5f));
  }

  /** What {@link #erfTop} over {@link #erfBottom} is the error function of: x/√2, within limits. */
  static FloatVector erfArgument(FloatVector x) {
    return x.mul(ScalarMath.INVERSE_SQRT_2).max(-ScalarMath.ERF_LIMIT).min(ScalarMath.ERF_LIMIT);
  }

  /** In two methods, each small enough to be inlined wherever it has been compiled before. */
  static FloatVector erfTop(FloatVector x, FloatVector s) {
    FloatVector p = s.fma(all(ScalarMath.A13), all(ScalarMath.A11));
    p = p.fma(s, all(ScalarMath.A9));
    p = p.fma(s, all(ScalarMath.A7));
    p = p.fma(s, all(ScalarMath.A5));
    p = p.fma(s, all(ScalarMath.A3));
    return p.fma(s, all(ScalarMath.A1)).mul(x);
  }

  static FloatVector erfBottom(FloatVector s) {
    FloatVector q = s.fma(all(ScalarMath.B8), all(ScalarMath.B6));
    q = q.fma(s, all(ScalarMath.B4));
    q = q.fma(s, all(ScalarMath.B2));
    return q.fma(s, all(ScalarMath.B0));
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector y = exp(x.abs().neg());
    FloatVector z = y.div(y.add(2f));
    return z.add(z).fma(artanhSeries(z.mul(z)), x.max(0f));
  }

  private static FloatVector artanhSeries(FloatVector s) {
    FloatVector p = s.fma(all(ScalarMath.L15), all(ScalarMath.L13));
    p = p.fma(s, all(ScalarMath.L11));
    p = p.fma(s, all(ScalarMath.L9));
    p = p.fma(s, all(ScalarMath.L7));
    p = p.fma(s, all(ScalarMath.L5));
    p = p.fma(s, all(ScalarMath.L3));
    return p.fma(s, all(1f));
  }

  private static FloatVector uniform(IntVector bits) {
    return bits.lanewise(VectorOperators.LSHR, 9)
        .or(ScalarMath.ONE_BITS)
        .reinterpretAsFloats();
  }

  static FloatVector normalRadius(IntVector bits) {
    IntVector u = all(2f).sub(uniform(bits)).reinterpretAsInts();
    FloatVector mantissa =
        u.and(ScalarMath.MANTISSA_MASK).or(ScalarMath.ONE_BITS).reinterpretAsFloats();
    FloatVector z = mantissa.sub(1f).div(mantissa.add(1f));
    FloatVector ln = z.add(z).fma(artanhSeries(z.mul(z)), exponent(u).mul(ScalarMath.LN_2));
    return ln.mul(-2f).max(0f).sqrt();
  }

  private static FloatVector exponent(IntVector bits) {
    return bits.lanewise(VectorOperators.LSHR, ScalarMath.MANTISSA_BITS)
        .or(ScalarMath.TWO_TO_23_BITS)
        .reinterpretAsFloats()
        .sub(ScalarMath.BIASED_TWO_TO_23);
  }

  static FloatVector randomCosine(IntVector bits) {
    return signed(cosine(uniform(bits).sub(1f).mul(ScalarMath.HALF_PI)), bits);
  }

  static FloatVector randomSine(IntVector bits) {
    FloatVector sine = cosine(all(2f).sub(uniform(bits)).mul(ScalarMath.HALF_PI));
    return signed(sine, bits.lanewise(VectorOperators.LSHR, 1));
  }

  private static FloatVector cosine(FloatVector x) {
    FloatVector s = x.mul(x);
    FloatVector p = s.fma(all(ScalarMath.C10), all(ScalarMath.C8));
    p = p.fma(s, all(ScalarMath.C6));
    p = p.fma(s, all(ScalarMath.C4));
    p = p.fma(s, all(ScalarMath.C2));
    return p.fma(s, all(1f));
  }

  /** Changes the sign where the last bit is set. */
  private static FloatVector signed(FloatVector x, IntVector bits) {
    return x.reinterpretAsInts()
        .lanewise(VectorOperators.XOR, bits.lanewise(VectorOperators.LSHL, 31))
        .reinterpretAsFloats();
  }

  static IntVector mix(int key, IntVector element) {
    IntVector x = element.lanewise(VectorOperators.XOR, key);
    x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(0x7feb352d);
    x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15)).mul(0x846ca68b);
    return x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOAT, value);
  }
}
