package charwise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar and vector twins agree to the bit, at awkward sizes, offsets and values. */
class KernelTwinsTest {
  private static final float[] AWKWARD = {
    0f,
    -0f,
    1e-40f,
    -1e-40f,
    88f,
    -88f,
    90f,
    -200f,
    7.9f,
    -7.91f,
    1e30f,
    -1e30f,
    0.5f,
    -0.5f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    1f,
    -1f,
    3.4e38f
  };

  private interface StripLoop {
    void run(StripKernels kernels, Strip[] strips, int count);
  }

  private static void assertSameStrips(StripLoop loop) {
    for (int count : new int[] {0, 1, 2, 5, 17}) {
      for (int offset : new int[] {0, 3, 16}) {
        float[] scalar = run(new ScalarStrips(), loop, count, offset);
        float[] vector = run(new VectorStrips(), loop, count, offset);
        assertBits(vector, scalar);
      }
    }
  }

  private static float[] run(StripKernels kernels, StripLoop loop, int count, int offset) {
    int stride = 20;
    int size = offset + 18 * stride;
    float[] values = values(6 * size, 11);
    Strip[] strips = new Strip[6];
    for (int i = 0; i < strips.length; i++) {
      strips[i] = new Strip().at(values, i * size + offset, stride);
    }
    loop.run(kernels, strips, count);
    return values;
  }

  @Test
  void activationsAgree() {
    assertSameStrips((k, s, n) -> k.sigmoid(s[0], n));
    assertSameStrips((k, s, n) -> k.tanh(s[0], s[1], n));
  }

  @Test
  void productsAndSumsOfStripsAgree() {
    assertSameStrips((k, s, n) -> k.copy(s[0], s[1], n));
    assertSameStrips((k, s, n) -> k.add(s[0], s[1], n));
    assertSameStrips((k, s, n) -> k.sum(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.product(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.addProduct(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.complementProduct(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.addComplementProduct(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.productSum(s[0], s[1], s[2], s[3], s[4], n));
    assertSameStrips((k, s, n) -> k.blend(s[0], s[1], s[2], s[3], n));
  }

  @Test
  void gradientsOfActivationsAgree() {
    assertSameStrips((k, s, n) -> k.sigmoidGradient(s[0], s[1], s[2], s[3], n));
    assertSameStrips((k, s, n) -> k.blendGateGradient(s[0], s[1], s[2], s[3], s[4], n));
    assertSameStrips((k, s, n) -> k.tanhGradient(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.tanhGradient(s[0], s[1], s[2], s[3], n));
    assertSameStrips((k, s, n) -> k.addTanhGradient(s[0], s[1], s[2], s[3], n));
    assertSameStrips((k, s, n) -> k.sigmoidTanhGradients(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.sigmoidProductGradients(s[0], s[1], s[2], n));
    assertSameStrips((k, s, n) -> k.cap(s[0], s[1], n));
    assertSameStrips((k, s, n) -> k.cappedGradients(s[0], s[1], s[2], s[3], s[4], n));
  }

  @Test
  void dropoutMasksAgree() {
    int half = Integer.MIN_VALUE;
    assertSameStrips((k, s, n) -> k.dropout(s[0], n, 12345, 7, 16, half, 2f));
    assertSameStrips((k, s, n) -> k.dropout(s[0], n, -99, -1000, 16, 0x33333333, 1.25f));
  }

  @Test
  void anOutputMayBeAnOperand() {
    assertSameStrips((k, s, n) -> k.sigmoidGradient(s[0], s[1], s[2], s[0], n));
    assertSameStrips((k, s, n) -> k.tanhGradient(s[0], s[1], s[2], s[0], n));
    assertSameStrips((k, s, n) -> k.tanh(s[0], s[0], n));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 25})
  void panelProductsAgree(int rows) {
    for (int depth : new int[] {0, 1, 3, 64, 130}) {
      for (int strips = 1; strips <= 4; strips++) {
        for (boolean accumulate : new boolean[] {false, true}) {
          assertSamePanel(rows, depth, strips, accumulate);
        }
      }
    }
  }

  private static void assertSamePanel(int rows, int depth, int strips, boolean accumulate) {
    float[] a = finite(5 + rows * 140, 1);
    float[] b = finite(3 + 130 * 64, 2);
    float[] expected = finite(7 + rows * 70, 3);
    float[] transposed = expected.clone();
    float[] actual = expected.clone();
    new ScalarPanels()
        .multiply(a, 5, 140, 1, b, 3, expected, 7, 70, rows, depth, strips, accumulate);
    new VectorPanels().multiply(a, 5, 140, 1, b, 3, actual, 7, 70, rows, depth, strips, accumulate);
    assertBits(actual, expected);
    float[] columns = new float[2 + depth * rows];
    for (int m = 0; m < rows; m++) {
      for (int k = 0; k < depth; k++) {
        columns[2 + k * rows + m] = a[5 + m * 140 + k];
      }
    }
    new VectorPanels()
        .multiply(columns, 2, 1, rows, b, 3, transposed, 7, 70, rows, depth, strips, accumulate);
    assertBits(transposed, expected);
  }

  @ParameterizedTest
  @CsvSource({"0,true", "1,false", "2,true", "63,false", "256,true"})
  void oneRowByTwoPanelsAgrees(int depth, boolean accumulate) {
    float[] x = finite(4 + depth, 4);
    float[] b = finite(9 + 2 * 256 * 64, 5);
    float[] expected = finite(11 + 200, 6);
    float[] actual = expected.clone();
    new ScalarPanels().multiplyRow(x, 4, b, 9, 256 * 64, expected, 11, 100, depth, accumulate);
    new VectorPanels().multiplyRow(x, 4, b, 9, 256 * 64, actual, 11, 100, depth, accumulate);
    assertBits(actual, expected);
  }

  @ParameterizedTest
  @CsvSource({"0,true", "1,false", "2,true", "63,false", "256,true"})
  void oneRowByTwoPackedPanelsIsThatByTheSameFloats(int depth, boolean accumulate) {
    float[] x = finite(4 + depth, 4);
    float[] b = finite(9 + 2 * 256 * 64, 5);
    for (int i = 0; i < b.length; i++) {
      b[i] = Bfloat16.round(b[i]);
    }
    int[] packed = new int[5 + 2 * 256 * 32];
    for (int row = 0; row < 2 * 256; row++) {
      Bfloat16.packRow(b, 9 + row * 64, packed, 5 + row * 32);
    }
    float[] expected = finite(11 + 200, 6);
    float[] scalar = expected.clone();
    float[] vector = expected.clone();
    new ScalarPanels().multiplyRow(x, 4, b, 9, 256 * 64, expected, 11, 100, depth, accumulate);
    new ScalarPanels()
        .multiplyPackedRow(x, 4, packed, 5, 256 * 32, scalar, 11, 100, depth, accumulate);
    new VectorPanels()
        .multiplyPackedRow(x, 4, packed, 5, 256 * 32, vector, 11, 100, depth, accumulate);
    assertBits(scalar, expected);
    assertBits(vector, expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 63, 64, 65, 100, 128, 129, 300})
  void softmaxAgrees(int size) {
    float[] expected = finite(5 + 5 * 80, 7);
    float[] actual = expected.clone();
    float sum = new ScalarSoftmax().exponentials(expected, 5, 80, size);
    assertThat(new VectorSoftmax().exponentials(actual, 5, 80, size)).isEqualTo(sum);
    assertBits(actual, expected);
    new ScalarSoftmax().scale(expected, 5, 80, size, 1 / sum);
    new VectorSoftmax().scale(actual, 5, 80, size, 1 / sum);
    assertBits(actual, expected);
    new ScalarSoftmax().logarithms(expected, 5, 80, size);
    new VectorSoftmax().logarithms(actual, 5, 80, size);
    assertBits(actual, expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 65, 100})
  void highestLogitsAgree(int size) {
    float[] values = finite(5 + 2 * 80, 8);
    Arrays.fill(values, 5, 21, -5f); // below what lies behind the last
    float scalar = new ScalarSoftmax().maximum(values, 5, 80, size);
    assertThat(new VectorSoftmax().maximum(values, 5, 80, size)).isEqualTo(scalar);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,15", "15,16", "16,17", "17,33", "33,64", "5,65", "3,128", "7,200", "0,5"})
  void attentionAgrees(int rows, int columns) {
    float[] expected = finite(40_000, 12);
    float[] actual = expected.clone();
    for (AttentionKernels k :
        new AttentionKernels[] {new ScalarAttention(), new VectorAttention()}) {
      float[] out = k instanceof ScalarAttention ? expected : actual;
      float[] scratch = new float[16 * rows];
      PanelRows keys = new PanelRows().at(out, 3, 40 * 64, 64);
      PanelRows encoded = new PanelRows().at(out, 10_000, 64, 208);
      PanelRows dKeys = new PanelRows().at(out, 20_001, 36 * 64, 64);
      PanelRows query = new PanelRows().at(out, 30_000, 70, 0);
      PanelRows value = new PanelRows().at(out, 30_500, 64, 64);
      PanelRows dValue = new PanelRows().at(out, 31_001, 64, 64);
      PanelRows context = new PanelRows().at(out, 32_000, 66, 64);
      k.additiveScores(out, 35_005, keys, query, value, rows, columns, scratch);
      k.dotProducts(out, 35_105, encoded, query, rows, columns, scratch);
      float sum = Kernels.SOFTMAX.exponentials(out, 35_005, 64, rows);
      Kernels.SOFTMAX.scale(out, 35_005, 64, rows, 1 / sum);
      k.weightedSum(context, out, 35_005, encoded, rows, columns);
      k.addOuter(encoded, out, 35_005, query, rows, columns);
      k.softmaxGradient(out, 35_105, out, 35_005, rows);
      k.additiveGradient(dKeys, query, dValue, out, 35_105, keys, query, value, rows, columns);
    }
    assertBits(actual, expected);
  }

  private interface ActivationLoop {
    void run(ActivationKernels kernels, float[] values, int count);
  }

  private static void assertSameActivations(ActivationLoop loop) {
    for (int count : new int[] {0, 16, 48, 160}) {
      float[] expected = values(1000, 13);
      float[] actual = expected.clone();
      loop.run(new ScalarActivations(), expected, count);
      loop.run(new VectorActivations(), actual, count);
      assertBits(actual, expected);
    }
  }

  @Test
  void activationsOfOtherNetworksAgree() {
    assertSameActivations((k, v, n) -> k.silu(v, 700, v, 3, n));
    assertSameActivations((k, v, n) -> k.siluProduct(v, 700, v, 200, v, 3, n));
    assertSameActivations((k, v, n) -> k.siluGradient(v, 200, v, 200, v, 3, n));
    assertSameActivations((k, v, n) -> k.gelu(v, 5, v, 5, n));
    assertSameActivations((k, v, n) -> k.geluGradient(v, 701, v, 200, v, 3, n));
    assertSameActivations((k, v, n) -> k.softplus(v, 700, v, 3, n));
    assertSameActivations((k, v, n) -> k.negativeExp(v, 700, v, 3, n));
    assertSameActivations((k, v, n) -> k.softplusGradient(v, 700, v, 201, v, 3, n));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 64, 100})
  void normsAgree(int columns) {
    float[] expected = finite(1000, 14);
    Arrays.fill(expected, 7 + columns, 7 + Strip.padded(columns), 0f);
    float[] actual = expected.clone();
    float r =
        new ScalarNorms()
            .normalize(expected, 200, expected, 333, expected, 7, expected, 500, columns, 1e-5f);
    assertThat(
            new VectorNorms()
                .normalize(actual, 200, actual, 333, actual, 7, actual, 500, columns, 1e-5f))
        .isEqualTo(r);
    new ScalarNorms()
        .addGradient(expected, 800, expected, 640, expected, 333, expected, 500, r, columns);
    new VectorNorms().addGradient(actual, 800, actual, 640, actual, 333, actual, 500, r, columns);
    assertBits(actual, expected);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "7,16", "3,17", "0,4"})
  void scansAgree(int steps, int size) {
    float[] expected = finite(20_000, 15);
    for (int i = 17_000; i < 17_400; i++) {
      expected[i] = -Math.abs(expected[i]);
    }
    float[] actual = expected.clone();
    for (ScanKernels k : new ScanKernels[] {new ScalarScan(), new VectorScan()}) {
      float[] v = k instanceof ScalarScan ? expected : actual;
      float[] dH = finite(16 * size, 16);
      Strip delta = new Strip().at(v, 3, 48);
      Strip u = new Strip().at(v, 21, 48);
      ScanRows bc = new ScanRows().at(v, 1001, 40, 19);
      k.scan(v, 1600, v, 17_000, delta, u, bc, v, 2000, new Strip().at(v, 2100, 32), steps, size);
      k.record(v, v, 2500, v, 17_000, delta, u, bc, 0, size);
      float[] states = finite((steps + 1) * size * 16 + 4, 17);
      float[] decays = new float[steps * size * 16 + 4];
      k.record(states, decays, 4, v, 17_000, delta, u, bc, steps, size);
      k.gradient(
          dH,
          states,
          decays,
          4,
          v,
          17_000,
          v,
          9000,
          v,
          2000,
          v,
          9500,
          delta,
          u,
          bc,
          new Strip().at(v, 10_000, 32),
          new Strip().at(v, 11_000, 20),
          new Strip().at(v, 12_000, 16),
          v,
          12_500,
          steps,
          size);
      System.arraycopy(dH, 0, v, 18_000, dH.length);
      System.arraycopy(decays, 0, v, 18_400, Math.min(decays.length, 1600));
    }
    assertBits(actual, expected);
  }

  @Test
  void rowKernelsAgree() {
    int[] ids = {3, 0, 3, 1, 2, 3, 0};
    for (int strips = 1; strips <= 4; strips++) {
      float[] expected = finite(2000, 8);
      float[] actual = expected.clone();
      for (RowKernels rows : new RowKernels[] {new ScalarRows(), new VectorRows()}) {
        float[] out = rows instanceof ScalarRows ? expected : actual;
        float[] in = finite(1000, 9);
        rows.fill(out, 1, 70, in, 3, 5, strips);
        rows.lookUp(out, 400, 66, in, 7, ids, 1, in, 500, 6, strips);
        rows.addLookUp(out, 401, 67, in, 9, ids, 0, 5, strips);
        rows.scatterAdd(out, 900, ids, 0, in, 2, 65, 7, strips);
        rows.sum(out, 1500, in, 4, 64, 7, strips);
      }
      assertBits(actual, expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"3,32,0", "0,64,64", "17,320,32", "96,0,96"})
  void noiseAgrees(int to, int count, int place) {
    float[] scratch = new float[count / 2];
    float[] expected = finite(500, 19);
    float[] actual = expected.clone();
    new ScalarNoise().draw(expected, to, count, place, -77, 0x51ed2701, 0.7f, scratch);
    new VectorNoise().draw(actual, to, count, place, -77, 0x51ed2701, 0.7f, scratch);
    assertBits(actual, expected);
  }

  @Test
  void updatesAgree() {
    UpdateKernels.Step step = new UpdateKernels.Step(0.01f, 0.7f, 0.9f, 1e-3f, 0.9f, 0.99f, 1e-8f);
    float[][] expected = new float[5][];
    float[][] actual = new float[5][];
    for (int i = 0; i < 5; i++) {
      expected[i] = finite(160, 20 + i);
      actual[i] = expected[i].clone();
    }
    for (UpdateKernels k : new UpdateKernels[] {new ScalarUpdates(), new VectorUpdates()}) {
      float[][] v = k instanceof ScalarUpdates ? expected : actual;
      makePositive(v[3]);
      k.adam(v[0], v[1], v[2], v[3], 16, 144, step);
      k.rmsprop(v[0], v[1], v[3], 0, 160, step);
      k.sgd(v[0], v[1], v[4], 32, 48, step);
    }
    for (int i = 0; i < 5; i++) {
      assertBits(actual[i], expected[i]);
    }
    assertThat(new VectorUpdates().sumOfSquares(actual[0], 16, 144))
        .isEqualTo(new ScalarUpdates().sumOfSquares(actual[0], 16, 144));
  }

  private static void makePositive(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
  }

  /** Random numbers with awkward ones strewn in. */
  private static float[] values(int count, long seed) {
    float[] values = finite(count, seed);
    for (int i = 0; i < count; i += 7) {
      values[i] = AWKWARD[i / 7 % AWKWARD.length];
    }
    return values;
  }

  private static float[] finite(int count, long seed) {
    RandomStream random = new RandomStream(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (4 * random.nextDouble() - 2);
    }
    return values;
  }

  private static void assertBits(float[] actual, float[] expected) {
    int[] a = bits(actual);
    int[] e = bits(expected);
    assertThat(Arrays.mismatch(a, e)).as("first index that differs").isEqualTo(-1);
  }

  /** Bits, all NaNs alike. */
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
