package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ScalarMath} over vectors: the same operations in the same order, so the same bits. Vectors
 * are made by the JDK's own methods: C2 inlines these whatever it has inlined before, but a method
 * of ours no longer once a loop has become long, and each vector is then an object.
 */
final class VectorMath {
  private VectorMath() {}

  static FloatVector exp(FloatVector argument) {
    FloatVector x = argument.max(ScalarMath.EXP_MINIMUM).min(ScalarMath.EXP_MAXIMUM);
    FloatVector shifted =
        x.fma(broadcast(FLOAT, ScalarMath.LOG2_E), broadcast(FLOAT, ScalarMath.ROUNDING_MAGIC));
    FloatVector n = shifted.sub(ScalarMath.ROUNDING_MAGIC);
    FloatVector high = n.fma(broadcast(FLOAT, -ScalarMath.LN2_HIGH), x);
    FloatVector r = n.fma(broadcast(FLOAT, -ScalarMath.LN2_LOW), high);
    FloatVector p = r.fma(broadcast(FLOAT, ScalarMath.E7), broadcast(FLOAT, ScalarMath.E6));
    p = p.fma(r, broadcast(FLOAT, ScalarMath.E5));
    p = p.fma(r, broadcast(FLOAT, ScalarMath.E4));
    p = p.fma(r, broadcast(FLOAT, ScalarMath.E3));
    p = p.fma(r, broadcast(FLOAT, ScalarMath.E2));
    p = p.fma(r.mul(r), r.add(1f));
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  static FloatVector tanh(FloatVector argument) {
    FloatVector x = argument.max(-ScalarMath.TANH_LIMIT).min(ScalarMath.TANH_LIMIT);
    FloatVector s = x.mul(x);
    FloatVector p = s.fma(broadcast(FLOAT, ScalarMath.P13), broadcast(FLOAT, ScalarMath.P11));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.P9));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.P7));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.P5));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.P3));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.P1)).mul(x);
    FloatVector q = s.fma(broadcast(FLOAT, ScalarMath.Q6), broadcast(FLOAT, ScalarMath.Q4));
    q = q.fma(s, broadcast(FLOAT, ScalarMath.Q2));
    q = q.fma(s, broadcast(FLOAT, ScalarMath.Q0));
    return p.div(q);
  }

  static FloatVector sigmoid(FloatVector x) {
    return tanh(x.mul(0.5f)).fma(broadcast(FLOAT, 0.5f), broadcast(FLOAT, 0.5f));
  }

  /** What {@link #erfTop} over {@link #erfBottom} is the error function of: x/√2, within limits. */
  static FloatVector erfArgument(FloatVector x) {
    return x.mul(ScalarMath.INVERSE_SQRT_2).max(-ScalarMath.ERF_LIMIT).min(ScalarMath.ERF_LIMIT);
  }

  /** In two methods, each small enough to be inlined wherever it has been compiled before. */
  static FloatVector erfTop(FloatVector x, FloatVector s) {
    FloatVector p = s.fma(broadcast(FLOAT, ScalarMath.A13), broadcast(FLOAT, ScalarMath.A11));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.A9));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.A7));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.A5));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.A3));
    return p.fma(s, broadcast(FLOAT, ScalarMath.A1)).mul(x);
  }

  static FloatVector erfBottom(FloatVector s) {
    FloatVector q = s.fma(broadcast(FLOAT, ScalarMath.B8), broadcast(FLOAT, ScalarMath.B6));
    q = q.fma(s, broadcast(FLOAT, ScalarMath.B4));
    q = q.fma(s, broadcast(FLOAT, ScalarMath.B2));
    return q.fma(s, broadcast(FLOAT, ScalarMath.B0));
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector y = exp(x.abs().neg());
    FloatVector z = y.div(y.add(2f));
    return z.add(z).fma(artanhSeries(z.mul(z)), x.max(0f));
  }

  private static FloatVector artanhSeries(FloatVector s) {
    FloatVector p = s.fma(broadcast(FLOAT, ScalarMath.L15), broadcast(FLOAT, ScalarMath.L13));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.L11));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.L9));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.L7));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.L5));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.L3));
    return p.fma(s, broadcast(FLOAT, 1f));
  }

  private static FloatVector uniform(IntVector bits) {
    return bits.lanewise(VectorOperators.LSHR, 9).or(ScalarMath.ONE_BITS).reinterpretAsFloats();
  }

  static FloatVector uniformAboveZero(IntVector bits) {
    return broadcast(FLOAT, 2f).sub(uniform(bits));
  }

  /** Of a number that is uniform in (0, 1]. */
  static FloatVector normalRadius(FloatVector uniform) {
    return ln(uniform).mul(-2f).max(0f).sqrt();
  }

  /** Of positive numbers that are not subnormal. */
  static FloatVector ln(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    FloatVector mantissa =
        bits.and(ScalarMath.MANTISSA_MASK).or(ScalarMath.ONE_BITS).reinterpretAsFloats();
    FloatVector z = mantissa.sub(1f).div(mantissa.add(1f));
    return z.add(z).fma(artanhSeries(z.mul(z)), exponent(bits).mul(ScalarMath.LN_2));
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
    FloatVector sine = cosine(broadcast(FLOAT, 2f).sub(uniform(bits)).mul(ScalarMath.HALF_PI));
    return signed(sine, bits.lanewise(VectorOperators.LSHR, 1));
  }

  private static FloatVector cosine(FloatVector x) {
    FloatVector s = x.mul(x);
    FloatVector p = s.fma(broadcast(FLOAT, ScalarMath.C10), broadcast(FLOAT, ScalarMath.C8));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.C6));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.C4));
    p = p.fma(s, broadcast(FLOAT, ScalarMath.C2));
    return p.fma(s, broadcast(FLOAT, 1f));
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
}
