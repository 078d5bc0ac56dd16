package charwise.engine.kernel;

/**
 * The engine's own exp, tanh, erf, softplus, ln and cosine, one float at a time. The platform's
 * differ in their bits between processors and vector widths; these are fixed sequences of IEEE
 * operations.
 *
 * <p>tanh: the rational 13/6 approximation of Eigen ({@code generic_fast_tanh_float}), at most
 * 2.7e-7 from the true value. exp: Cephes {@code expf}, a polynomial of degree 6 after reduction by
 * multiples of ln 2, about 1.2 ulp, for arguments clamped to [−87, 88]. erf: the rational 13/8
 * approximation of Eigen ({@code generic_fast_erf_float}), at most 2.6e-7 from the true value. ln(1
 * + y) for y in [0, 1]: the series of 2 artanh(y / (2 + y)). cos within [0, π/2]: Taylor's
 * polynomial of degree 10, at most 5e-7 from the true value.
 */
final class ScalarMath {
  static final float LOG2_E = 1.442695f;
  static final float ROUNDING_MAGIC = 12582912.0f; // 1.5 · 2^23: adding it rounds to an integer
  static final float LN2_HIGH = 0.6933594f;
  static final float LN2_LOW = -0.00021219444f;
  static final float EXP_MINIMUM = -87.0f;
  static final float EXP_MAXIMUM = 88.0f;
  static final float E7 = 0.00019875691f;
  static final float E6 = 0.0013981999f;
  static final float E5 = 0.008333452f;
  static final float E4 = 0.041665796f;
  static final float E3 = 0.16666666f;
  static final float E2 = 0.5f;

  static final float TANH_LIMIT = 7.905311f;
  static final float P13 = -2.7607684e-16f;
  static final float P11 = 2.000188e-13f;
  static final float P9 = -8.604672e-11f;
  static final float P7 = 5.1222973e-8f;
  static final float P5 = 1.48572235e-5f;
  static final float P3 = 0.00063726195f;
  static final float P1 = 0.0048935246f;
  static final float Q6 = 1.1982584e-6f;
  static final float Q4 = 0.00011853471f;
  static final float Q2 = 0.0022684347f;
  static final float Q0 = 0.004893525f;

  static final float ERF_LIMIT = 4f;
  static final float A13 = -2.7261424e-10f;
  static final float A11 = 2.7706815e-8f;
  static final float A9 = -2.101024e-6f;
  static final float A7 = -5.6925062e-5f;
  static final float A5 = -7.3499064e-4f;
  static final float A3 = -0.002954600f;
  static final float A1 = -0.016096033f;
  static final float B8 = -1.4566072e-5f;
  static final float B6 = -2.1337405e-4f;
  static final float B4 = -0.001682827f;
  static final float B2 = -0.0073733293f;
  static final float B0 = -0.014264739f;
  static final float INVERSE_SQRT_2 = 0.70710677f;
  static final float DENSITY_AT_0 = 0.3989423f; // 1 / √(2π)

  static final float L15 = 0.06666667f;
  static final float L13 = 0.07692308f;
  static final float L11 = 0.09090909f;
  static final float L9 = 0.11111111f;
  static final float L7 = 0.14285715f;
  static final float L5 = 0.2f;
  static final float L3 = 0.33333334f;
  static final float LN_2 = 0.6931472f;
  static final float LN_MINIMUM = 1e-37f;

  static final int MANTISSA_BITS = 23;
  static final int ONE_BITS = 0x3f800000; // of 1f
  static final int MANTISSA_MASK = 0x007fffff;
  static final int TWO_TO_23_BITS = 0x4b000000; // of 2^23, to which a small integer adds its bits
  static final float BIASED_TWO_TO_23 = 8388735f; // 2^23 and the bias of an exponent, 127

  static final float HALF_PI = 1.5707964f;
  static final float C10 = -2.755732e-7f;
  static final float C8 = 2.4801588e-5f;
  static final float C6 = -0.0013888889f;
  static final float C4 = 0.041666668f;
  static final float C2 = -0.5f;

  private ScalarMath() {}

  static float exp(float argument) {
    float x = Math.min(Math.max(argument, EXP_MINIMUM), EXP_MAXIMUM);
    float shifted = Math.fma(x, LOG2_E, ROUNDING_MAGIC);
    float n = shifted - ROUNDING_MAGIC;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float p = Math.fma(r, E7, E6);
    p = Math.fma(p, r, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r * r, r + 1f);
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(shifted) << 23));
  }

  static float tanh(float argument) {
    float x = Math.min(Math.max(argument, -TANH_LIMIT), TANH_LIMIT);
    float s = x * x;
    float p = Math.fma(s, P13, P11);
    p = Math.fma(p, s, P9);
    p = Math.fma(p, s, P7);
    p = Math.fma(p, s, P5);
    p = Math.fma(p, s, P3);
    p = Math.fma(p, s, P1) * x;
    float q = Math.fma(s, Q6, Q4);
    q = Math.fma(q, s, Q2);
    q = Math.fma(q, s, Q0);
    return p / q;
  }

  static float sigmoid(float x) {
    return Math.fma(tanh(x * 0.5f), 0.5f, 0.5f);
  }

  /** Φ(x), the share of a standard normal distribution below x: ½ erf(x/√2) + ½. */
  static float normal(float argument) {
    float x = Math.min(Math.max(argument * INVERSE_SQRT_2, -ERF_LIMIT), ERF_LIMIT);
    float s = x * x;
    float p = Math.fma(s, A13, A11);
    p = Math.fma(p, s, A9);
    p = Math.fma(p, s, A7);
    p = Math.fma(p, s, A5);
    p = Math.fma(p, s, A3);
    p = Math.fma(p, s, A1) * x;
    float q = Math.fma(s, B8, B6);
    q = Math.fma(q, s, B4);
    q = Math.fma(q, s, B2);
    q = Math.fma(q, s, B0);
    return Math.fma(p / q, 0.5f, 0.5f);
  }

  /** {@code ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|)}. */
  static float softplus(float x) {
    float y = exp(-Math.abs(x));
    float z = y / (y + 2f);
    return Math.fma(z + z, artanhSeries(z * z), Math.max(x, 0f));
  }

  /** artanh(z) / z for z² = s. */
  private static float artanhSeries(float s) {
    float p = Math.fma(s, L15, L13);
    p = Math.fma(p, s, L11);
    p = Math.fma(p, s, L9);
    p = Math.fma(p, s, L7);
    p = Math.fma(p, s, L5);
    p = Math.fma(p, s, L3);
    return Math.fma(p, s, 1f);
  }

  /** Uniform in [1, 2), by the upper 23 of some random bits. */
  private static float uniform(int bits) {
    return Float.intBitsToFloat((bits >>> 9) | ONE_BITS);
  }

  /** √(−2 ln u) with u uniform in (0, 1]: the distance of two normal numbers from zero. */
  static float normalRadius(int bits) {
    return (float) Math.sqrt(Math.max(ln(2f - uniform(bits)) * -2f, 0f));
  }

  /** Of a positive number that is not subnormal. */
  static float ln(float x) {
    int bits = Float.floatToRawIntBits(x);
    float exponent =
        Float.intBitsToFloat((bits >>> MANTISSA_BITS) | TWO_TO_23_BITS) - BIASED_TWO_TO_23;
    float mantissa = Float.intBitsToFloat((bits & MANTISSA_MASK) | ONE_BITS);
    float z = (mantissa - 1f) / (mantissa + 1f);
    return Math.fma(z + z, artanhSeries(z * z), exponent * LN_2);
  }

  /** The cosine of a random angle: 23 bits say where in a quarter, the last bit its sign. */
  static float randomCosine(int bits) {
    float cosine = cosine((uniform(bits) - 1f) * HALF_PI);
    return Float.intBitsToFloat(Float.floatToRawIntBits(cosine) ^ (bits << 31));
  }

  /** The sine of the same angle, the last bit but one its sign. */
  static float randomSine(int bits) {
    float sine = cosine((2f - uniform(bits)) * HALF_PI);
    return Float.intBitsToFloat(Float.floatToRawIntBits(sine) ^ ((bits >>> 1) << 31));
  }

  private static float cosine(float x) {
    float s = x * x;
    float p = Math.fma(s, C10, C8);
    p = Math.fma(p, s, C6);
    p = Math.fma(p, s, C4);
    p = Math.fma(p, s, C2);
    return Math.fma(p, s, 1f);
  }

  /** A random 32-bit number for each (key, element): the mixer "lowbias32" of Chris Wellons. */
  static int mix(int key, int element) {
    int x = element ^ key;
    x = (x ^ (x >>> 16)) * 0x7feb352d;
    x = (x ^ (x >>> 15)) * 0x846ca68b;
    return x ^ (x >>> 16);
  }
}
