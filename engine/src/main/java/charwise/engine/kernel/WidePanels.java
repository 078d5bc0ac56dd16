package charwise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Outer products of up to 6 rows by 4 vectors: 24 accumulators, 4 operands and a broadcast fit the
 * 32 registers of AVX-512, and 24 independent sums hide the latency of the multiply-add. One method
 * a row count, because C2 keeps accumulators in registers only as separate local variables. What C
 * held is added at the end: sums that start from it wait for it, which costs 7 % of the time. It is
 * read from Z, which is C itself or zeros: a branch that no call has taken yet is not compiled, and
 * the first call to take it waits for everything to be compiled anew (engine/adr/0024).
 */
final class WidePanels {
  static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
  private static final int N = SPECIES.length();
  static final int COLUMNS = 4 * N;

  private WidePanels() {}

  /** {@code C = Z + A B} for {@link #COLUMNS} columns; see {@link PanelKernels#multiply}. */
  static void multiply(
      float[] a,
      int aOffset,
      int aRowStride,
      int aStep,
      float[] b,
      int bOffset,
      float[] z,
      int zOffset,
      int zRowStride,
      float[] c,
      int cOffset,
      int cRowStride,
      int rows,
      int depth) {
    int row = 0;
    for (int blocks = (rows + 5) / 6; blocks > 0; blocks--) {
      int size = (rows - row + blocks - 1) / blocks;
      int ao = aOffset + row * aRowStride;
      int zo = zOffset + row * zRowStride;
      int co = cOffset + row * cRowStride;
      switch (size) {
        case 1 -> rows1(a, ao, aStep, b, bOffset, z, zo, c, co, depth);
        case 2 ->
            rows2(
                a, ao, aRowStride, aStep, b, bOffset, z, zo, zRowStride, c, co, cRowStride, depth);
        case 3 ->
            rows3(
                a, ao, aRowStride, aStep, b, bOffset, z, zo, zRowStride, c, co, cRowStride, depth);
        case 4 ->
            rows4(
                a, ao, aRowStride, aStep, b, bOffset, z, zo, zRowStride, c, co, cRowStride, depth);
        case 5 -> {
          if (aStep == 1) {
            UnrolledPanels.rows5(
                a, ao, aRowStride, b, bOffset, z, zo, zRowStride, c, co, cRowStride, depth);
          } else {
            rows5(
                a, ao, aRowStride, aStep, b, bOffset, z, zo, zRowStride, c, co, cRowStride, depth);
          }
        }
        default -> {
          if (aRowStride == 1) {
            UnrolledPanels.columns6(
                a, ao, aStep, b, bOffset, z, zo, zRowStride, c, co, cRowStride, depth);
          } else {
            rows6(
                a, ao, aRowStride, aStep, b, bOffset, z, zo, zRowStride, c, co, cRowStride, depth);
          }
        }
      }
      row += size;
    }
  }

  private static void rows1(
      float[] a,
      int ao,
      int step,
      float[] b,
      int bo,
      float[] z,
      int zo,
      float[] c,
      int co,
      int depth) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
    for (int k = 0; k < depth; k++) {
      int bk = bo + k * Panels.WIDTH;
      int ak = k * step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, z, zo));
    c01 = c01.add(FloatVector.fromArray(SPECIES, z, zo + N));
    c02 = c02.add(FloatVector.fromArray(SPECIES, z, zo + 2 * N));
    c03 = c03.add(FloatVector.fromArray(SPECIES, z, zo + 3 * N));
    c00.intoArray(c, co);
    c01.intoArray(c, co + N);
    c02.intoArray(c, co + 2 * N);
    c03.intoArray(c, co + 3 * N);
  }

  private static void rows2(
      float[] a,
      int ao,
      int as,
      int step,
      float[] b,
      int bo,
      float[] z,
      int zo,
      int zs,
      float[] c,
      int co,
      int cs,
      int depth) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
    FloatVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
    int a1 = ao + as;
    for (int k = 0; k < depth; k++) {
      int bk = bo + k * Panels.WIDTH;
      int ak = k * step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, z, zo));
    c01 = c01.add(FloatVector.fromArray(SPECIES, z, zo + N));
    c02 = c02.add(FloatVector.fromArray(SPECIES, z, zo + 2 * N));
    c03 = c03.add(FloatVector.fromArray(SPECIES, z, zo + 3 * N));
    c10 = c10.add(FloatVector.fromArray(SPECIES, z, zo + zs));
    c11 = c11.add(FloatVector.fromArray(SPECIES, z, zo + zs + N));
    c12 = c12.add(FloatVector.fromArray(SPECIES, z, zo + zs + 2 * N));
    c13 = c13.add(FloatVector.fromArray(SPECIES, z, zo + zs + 3 * N));
    c00.intoArray(c, co);
    c01.intoArray(c, co + N);
    c02.intoArray(c, co + 2 * N);
    c03.intoArray(c, co + 3 * N);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + N);
    c12.intoArray(c, co + cs + 2 * N);
    c13.intoArray(c, co + cs + 3 * N);
  }

  private static void rows3(
      float[] a,
      int ao,
      int as,
      int step,
      float[] b,
      int bo,
      float[] z,
      int zo,
      int zs,
      float[] c,
      int co,
      int cs,
      int depth) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
    FloatVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
    FloatVector c20 = zero, c21 = zero, c22 = zero, c23 = zero;
    int a1 = ao + as;
    int a2 = ao + 2 * as;
    for (int k = 0; k < depth; k++) {
      int bk = bo + k * Panels.WIDTH;
      int ak = k * step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + ak]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, z, zo));
    c01 = c01.add(FloatVector.fromArray(SPECIES, z, zo + N));
    c02 = c02.add(FloatVector.fromArray(SPECIES, z, zo + 2 * N));
    c03 = c03.add(FloatVector.fromArray(SPECIES, z, zo + 3 * N));
    c10 = c10.add(FloatVector.fromArray(SPECIES, z, zo + zs));
    c11 = c11.add(FloatVector.fromArray(SPECIES, z, zo + zs + N));
    c12 = c12.add(FloatVector.fromArray(SPECIES, z, zo + zs + 2 * N));
    c13 = c13.add(FloatVector.fromArray(SPECIES, z, zo + zs + 3 * N));
    c20 = c20.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs));
    c21 = c21.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + N));
    c22 = c22.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 2 * N));
    c23 = c23.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 3 * N));
    c00.intoArray(c, co);
    c01.intoArray(c, co + N);
    c02.intoArray(c, co + 2 * N);
    c03.intoArray(c, co + 3 * N);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + N);
    c12.intoArray(c, co + cs + 2 * N);
    c13.intoArray(c, co + cs + 3 * N);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + N);
    c22.intoArray(c, co + 2 * cs + 2 * N);
    c23.intoArray(c, co + 2 * cs + 3 * N);
  }

  private static void rows4(
      float[] a,
      int ao,
      int as,
      int step,
      float[] b,
      int bo,
      float[] z,
      int zo,
      int zs,
      float[] c,
      int co,
      int cs,
      int depth) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
    FloatVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
    FloatVector c20 = zero, c21 = zero, c22 = zero, c23 = zero;
    FloatVector c30 = zero, c31 = zero, c32 = zero, c33 = zero;
    int a1 = ao + as;
    int a2 = ao + 2 * as;
    int a3 = ao + 3 * as;
    for (int k = 0; k < depth; k++) {
      int bk = bo + k * Panels.WIDTH;
      int ak = k * step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + ak]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + ak]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, z, zo));
    c01 = c01.add(FloatVector.fromArray(SPECIES, z, zo + N));
    c02 = c02.add(FloatVector.fromArray(SPECIES, z, zo + 2 * N));
    c03 = c03.add(FloatVector.fromArray(SPECIES, z, zo + 3 * N));
    c10 = c10.add(FloatVector.fromArray(SPECIES, z, zo + zs));
    c11 = c11.add(FloatVector.fromArray(SPECIES, z, zo + zs + N));
    c12 = c12.add(FloatVector.fromArray(SPECIES, z, zo + zs + 2 * N));
    c13 = c13.add(FloatVector.fromArray(SPECIES, z, zo + zs + 3 * N));
    c20 = c20.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs));
    c21 = c21.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + N));
    c22 = c22.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 2 * N));
    c23 = c23.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 3 * N));
    c30 = c30.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs));
    c31 = c31.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + N));
    c32 = c32.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + 2 * N));
    c33 = c33.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + 3 * N));
    c00.intoArray(c, co);
    c01.intoArray(c, co + N);
    c02.intoArray(c, co + 2 * N);
    c03.intoArray(c, co + 3 * N);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + N);
    c12.intoArray(c, co + cs + 2 * N);
    c13.intoArray(c, co + cs + 3 * N);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + N);
    c22.intoArray(c, co + 2 * cs + 2 * N);
    c23.intoArray(c, co + 2 * cs + 3 * N);
    c30.intoArray(c, co + 3 * cs);
    c31.intoArray(c, co + 3 * cs + N);
    c32.intoArray(c, co + 3 * cs + 2 * N);
    c33.intoArray(c, co + 3 * cs + 3 * N);
  }

  private static void rows5(
      float[] a,
      int ao,
      int as,
      int step,
      float[] b,
      int bo,
      float[] z,
      int zo,
      int zs,
      float[] c,
      int co,
      int cs,
      int depth) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
    FloatVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
    FloatVector c20 = zero, c21 = zero, c22 = zero, c23 = zero;
    FloatVector c30 = zero, c31 = zero, c32 = zero, c33 = zero;
    FloatVector c40 = zero, c41 = zero, c42 = zero, c43 = zero;
    int a1 = ao + as;
    int a2 = ao + 2 * as;
    int a3 = ao + 3 * as;
    int a4 = ao + 4 * as;
    for (int k = 0; k < depth; k++) {
      int bk = bo + k * Panels.WIDTH;
      int ak = k * step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + ak]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + ak]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + ak]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, z, zo));
    c01 = c01.add(FloatVector.fromArray(SPECIES, z, zo + N));
    c02 = c02.add(FloatVector.fromArray(SPECIES, z, zo + 2 * N));
    c03 = c03.add(FloatVector.fromArray(SPECIES, z, zo + 3 * N));
    c10 = c10.add(FloatVector.fromArray(SPECIES, z, zo + zs));
    c11 = c11.add(FloatVector.fromArray(SPECIES, z, zo + zs + N));
    c12 = c12.add(FloatVector.fromArray(SPECIES, z, zo + zs + 2 * N));
    c13 = c13.add(FloatVector.fromArray(SPECIES, z, zo + zs + 3 * N));
    c20 = c20.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs));
    c21 = c21.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + N));
    c22 = c22.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 2 * N));
    c23 = c23.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 3 * N));
    c30 = c30.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs));
    c31 = c31.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + N));
    c32 = c32.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + 2 * N));
    c33 = c33.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + 3 * N));
    c40 = c40.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs));
    c41 = c41.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs + N));
    c42 = c42.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs + 2 * N));
    c43 = c43.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs + 3 * N));
    c00.intoArray(c, co);
    c01.intoArray(c, co + N);
    c02.intoArray(c, co + 2 * N);
    c03.intoArray(c, co + 3 * N);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + N);
    c12.intoArray(c, co + cs + 2 * N);
    c13.intoArray(c, co + cs + 3 * N);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + N);
    c22.intoArray(c, co + 2 * cs + 2 * N);
    c23.intoArray(c, co + 2 * cs + 3 * N);
    c30.intoArray(c, co + 3 * cs);
    c31.intoArray(c, co + 3 * cs + N);
    c32.intoArray(c, co + 3 * cs + 2 * N);
    c33.intoArray(c, co + 3 * cs + 3 * N);
    c40.intoArray(c, co + 4 * cs);
    c41.intoArray(c, co + 4 * cs + N);
    c42.intoArray(c, co + 4 * cs + 2 * N);
    c43.intoArray(c, co + 4 * cs + 3 * N);
  }

  private static void rows6(
      float[] a,
      int ao,
      int as,
      int step,
      float[] b,
      int bo,
      float[] z,
      int zo,
      int zs,
      float[] c,
      int co,
      int cs,
      int depth) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
    FloatVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
    FloatVector c20 = zero, c21 = zero, c22 = zero, c23 = zero;
    FloatVector c30 = zero, c31 = zero, c32 = zero, c33 = zero;
    FloatVector c40 = zero, c41 = zero, c42 = zero, c43 = zero;
    FloatVector c50 = zero, c51 = zero, c52 = zero, c53 = zero;
    int a1 = ao + as;
    int a2 = ao + 2 * as;
    int a3 = ao + 3 * as;
    int a4 = ao + 4 * as;
    int a5 = ao + 5 * as;
    for (int k = 0; k < depth; k++) {
      int bk = bo + k * Panels.WIDTH;
      int ak = k * step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + ak]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + ak]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + ak]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + ak]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + ak]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      c52 = x5.fma(b2, c52);
      c53 = x5.fma(b3, c53);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, z, zo));
    c01 = c01.add(FloatVector.fromArray(SPECIES, z, zo + N));
    c02 = c02.add(FloatVector.fromArray(SPECIES, z, zo + 2 * N));
    c03 = c03.add(FloatVector.fromArray(SPECIES, z, zo + 3 * N));
    c10 = c10.add(FloatVector.fromArray(SPECIES, z, zo + zs));
    c11 = c11.add(FloatVector.fromArray(SPECIES, z, zo + zs + N));
    c12 = c12.add(FloatVector.fromArray(SPECIES, z, zo + zs + 2 * N));
    c13 = c13.add(FloatVector.fromArray(SPECIES, z, zo + zs + 3 * N));
    c20 = c20.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs));
    c21 = c21.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + N));
    c22 = c22.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 2 * N));
    c23 = c23.add(FloatVector.fromArray(SPECIES, z, zo + 2 * zs + 3 * N));
    c30 = c30.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs));
    c31 = c31.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + N));
    c32 = c32.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + 2 * N));
    c33 = c33.add(FloatVector.fromArray(SPECIES, z, zo + 3 * zs + 3 * N));
    c40 = c40.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs));
    c41 = c41.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs + N));
    c42 = c42.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs + 2 * N));
    c43 = c43.add(FloatVector.fromArray(SPECIES, z, zo + 4 * zs + 3 * N));
    c50 = c50.add(FloatVector.fromArray(SPECIES, z, zo + 5 * zs));
    c51 = c51.add(FloatVector.fromArray(SPECIES, z, zo + 5 * zs + N));
    c52 = c52.add(FloatVector.fromArray(SPECIES, z, zo + 5 * zs + 2 * N));
    c53 = c53.add(FloatVector.fromArray(SPECIES, z, zo + 5 * zs + 3 * N));
    c00.intoArray(c, co);
    c01.intoArray(c, co + N);
    c02.intoArray(c, co + 2 * N);
    c03.intoArray(c, co + 3 * N);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + N);
    c12.intoArray(c, co + cs + 2 * N);
    c13.intoArray(c, co + cs + 3 * N);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + N);
    c22.intoArray(c, co + 2 * cs + 2 * N);
    c23.intoArray(c, co + 2 * cs + 3 * N);
    c30.intoArray(c, co + 3 * cs);
    c31.intoArray(c, co + 3 * cs + N);
    c32.intoArray(c, co + 3 * cs + 2 * N);
    c33.intoArray(c, co + 3 * cs + 3 * N);
    c40.intoArray(c, co + 4 * cs);
    c41.intoArray(c, co + 4 * cs + N);
    c42.intoArray(c, co + 4 * cs + 2 * N);
    c43.intoArray(c, co + 4 * cs + 3 * N);
    c50.intoArray(c, co + 5 * cs);
    c51.intoArray(c, co + 5 * cs + N);
    c52.intoArray(c, co + 5 * cs + 2 * N);
    c53.intoArray(c, co + 5 * cs + 3 * N);
  }
}
