package charwise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of {@link WidePanels} that go two steps of the sum at a time, for the two ways in which A
 * is stored. What else a step takes, its counting and the checks of its indices, shares the ports
 * of some processors' multiply-adds (engine/adr/0023). Six rows of a matrix stored by rows are
 * slower so: without checks, C2 moves loads to the front, until sums no longer fit the registers.
 */
final class UnrolledPanels {
  private static final VectorSpecies<Float> SPECIES = WidePanels.SPECIES;
  private static final int N = SPECIES.length();

  private UnrolledPanels() {}

  /** Five rows of a matrix stored by rows. */
  static void rows5(
      float[] a,
      int ao,
      int as,
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
    int k = 0;
    for (int end = depth - 1; k < end; k += 2) {
      int bk = bo + k * Panels.WIDTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
      FloatVector d0 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH);
      FloatVector d1 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH + N);
      FloatVector d2 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH + 2 * N);
      FloatVector d3 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH + 3 * N);
      FloatVector y0 = FloatVector.broadcast(SPECIES, a[ao + k + 1]);
      c00 = y0.fma(d0, c00);
      c01 = y0.fma(d1, c01);
      c02 = y0.fma(d2, c02);
      c03 = y0.fma(d3, c03);
      FloatVector y1 = FloatVector.broadcast(SPECIES, a[a1 + k + 1]);
      c10 = y1.fma(d0, c10);
      c11 = y1.fma(d1, c11);
      c12 = y1.fma(d2, c12);
      c13 = y1.fma(d3, c13);
      FloatVector y2 = FloatVector.broadcast(SPECIES, a[a2 + k + 1]);
      c20 = y2.fma(d0, c20);
      c21 = y2.fma(d1, c21);
      c22 = y2.fma(d2, c22);
      c23 = y2.fma(d3, c23);
      FloatVector y3 = FloatVector.broadcast(SPECIES, a[a3 + k + 1]);
      c30 = y3.fma(d0, c30);
      c31 = y3.fma(d1, c31);
      c32 = y3.fma(d2, c32);
      c33 = y3.fma(d3, c33);
      FloatVector y4 = FloatVector.broadcast(SPECIES, a[a4 + k + 1]);
      c40 = y4.fma(d0, c40);
      c41 = y4.fma(d1, c41);
      c42 = y4.fma(d2, c42);
      c43 = y4.fma(d3, c43);
    }
    if (k < depth) {
      int bk = bo + k * Panels.WIDTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ao + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
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

  /** Six rows of the transpose of a matrix stored by rows, which one index leads to. */
  static void columns6(
      float[] a,
      int ao,
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
    int k = 0;
    for (int end = depth - 1; k < end; k += 2) {
      int bk = bo + k * Panels.WIDTH;
      int ak = ao + k * step;
      int next = ak + step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[ak + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[ak + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[ak + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[ak + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[ak + 5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      c52 = x5.fma(b2, c52);
      c53 = x5.fma(b3, c53);
      FloatVector d0 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH);
      FloatVector d1 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH + N);
      FloatVector d2 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH + 2 * N);
      FloatVector d3 = FloatVector.fromArray(SPECIES, b, bk + Panels.WIDTH + 3 * N);
      FloatVector y0 = FloatVector.broadcast(SPECIES, a[next]);
      c00 = y0.fma(d0, c00);
      c01 = y0.fma(d1, c01);
      c02 = y0.fma(d2, c02);
      c03 = y0.fma(d3, c03);
      FloatVector y1 = FloatVector.broadcast(SPECIES, a[next + 1]);
      c10 = y1.fma(d0, c10);
      c11 = y1.fma(d1, c11);
      c12 = y1.fma(d2, c12);
      c13 = y1.fma(d3, c13);
      FloatVector y2 = FloatVector.broadcast(SPECIES, a[next + 2]);
      c20 = y2.fma(d0, c20);
      c21 = y2.fma(d1, c21);
      c22 = y2.fma(d2, c22);
      c23 = y2.fma(d3, c23);
      FloatVector y3 = FloatVector.broadcast(SPECIES, a[next + 3]);
      c30 = y3.fma(d0, c30);
      c31 = y3.fma(d1, c31);
      c32 = y3.fma(d2, c32);
      c33 = y3.fma(d3, c33);
      FloatVector y4 = FloatVector.broadcast(SPECIES, a[next + 4]);
      c40 = y4.fma(d0, c40);
      c41 = y4.fma(d1, c41);
      c42 = y4.fma(d2, c42);
      c43 = y4.fma(d3, c43);
      FloatVector y5 = FloatVector.broadcast(SPECIES, a[next + 5]);
      c50 = y5.fma(d0, c50);
      c51 = y5.fma(d1, c51);
      c52 = y5.fma(d2, c52);
      c53 = y5.fma(d3, c53);
    }
    if (k < depth) {
      int bk = bo + k * Panels.WIDTH;
      int ak = ao + k * step;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bk + N);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bk + 2 * N);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bk + 3 * N);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[ak + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[ak + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[ak + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[ak + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      c43 = x4.fma(b3, c43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[ak + 5]);
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
