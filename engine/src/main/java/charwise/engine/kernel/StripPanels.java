package charwise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Outer products of up to 8 rows by one vector, for the last columns of a product where a vector is
 * a whole strip. Narrower vectors would do as well, but a second shape in the same process spoils
 * what C2 knows about the first: it then boxes the vectors of {@link WidePanels}, at a tenth of the
 * speed. Eight sums hide the latency of the multiply-add. A block of fewer rows computes its last
 * one more than once, rather than in a method of its own to be compiled.
 */
final class StripPanels {
  private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
  static final int COLUMNS = SPECIES.length();
  private static final int ROWS = 8;

  private StripPanels() {}

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
    if (rows == 1) {
      row(a, aOffset, aStep, b, bOffset, z, zOffset, c, cOffset, depth);
      return;
    }
    for (int row = 0; row < rows; row += ROWS) {
      rows8(
          a,
          aOffset + row * aRowStride,
          aRowStride,
          aStep,
          b,
          bOffset,
          z,
          zOffset + row * zRowStride,
          zRowStride,
          c,
          cOffset + row * cRowStride,
          cRowStride,
          Math.min(ROWS, rows - row),
          depth);
    }
  }

  private static void row(
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
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      FloatVector bk = FloatVector.fromArray(SPECIES, b, bo + k * Panels.WIDTH);
      sum = FloatVector.broadcast(SPECIES, a[ao + k * step]).fma(bk, sum);
    }
    sum = sum.add(FloatVector.fromArray(SPECIES, z, zo));
    sum.intoArray(c, co);
  }

  private static void rows8(
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
      int rows,
      int depth) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    FloatVector c4 = zero, c5 = zero, c6 = zero, c7 = zero;
    int last = rows - 1;
    int a1 = ao + as * Math.min(1, last);
    int a2 = ao + as * Math.min(2, last);
    int a3 = ao + as * Math.min(3, last);
    int a4 = ao + as * Math.min(4, last);
    int a5 = ao + as * Math.min(5, last);
    int a6 = ao + as * Math.min(6, last);
    int a7 = ao + as * Math.min(7, last);
    for (int k = 0; k < depth; k++) {
      int ak = k * step;
      FloatVector bk = FloatVector.fromArray(SPECIES, b, bo + k * Panels.WIDTH);
      c0 = FloatVector.broadcast(SPECIES, a[ao + ak]).fma(bk, c0);
      c1 = FloatVector.broadcast(SPECIES, a[a1 + ak]).fma(bk, c1);
      c2 = FloatVector.broadcast(SPECIES, a[a2 + ak]).fma(bk, c2);
      c3 = FloatVector.broadcast(SPECIES, a[a3 + ak]).fma(bk, c3);
      c4 = FloatVector.broadcast(SPECIES, a[a4 + ak]).fma(bk, c4);
      c5 = FloatVector.broadcast(SPECIES, a[a5 + ak]).fma(bk, c5);
      c6 = FloatVector.broadcast(SPECIES, a[a6 + ak]).fma(bk, c6);
      c7 = FloatVector.broadcast(SPECIES, a[a7 + ak]).fma(bk, c7);
    }
    int o1 = co + cs * Math.min(1, last);
    int o2 = co + cs * Math.min(2, last);
    int o3 = co + cs * Math.min(3, last);
    int o4 = co + cs * Math.min(4, last);
    int o5 = co + cs * Math.min(5, last);
    int o6 = co + cs * Math.min(6, last);
    int o7 = co + cs * Math.min(7, last);
    c0 = c0.add(FloatVector.fromArray(SPECIES, z, zo));
    c1 = c1.add(FloatVector.fromArray(SPECIES, z, zo + zs * Math.min(1, last)));
    c2 = c2.add(FloatVector.fromArray(SPECIES, z, zo + zs * Math.min(2, last)));
    c3 = c3.add(FloatVector.fromArray(SPECIES, z, zo + zs * Math.min(3, last)));
    c4 = c4.add(FloatVector.fromArray(SPECIES, z, zo + zs * Math.min(4, last)));
    c5 = c5.add(FloatVector.fromArray(SPECIES, z, zo + zs * Math.min(5, last)));
    c6 = c6.add(FloatVector.fromArray(SPECIES, z, zo + zs * Math.min(6, last)));
    c7 = c7.add(FloatVector.fromArray(SPECIES, z, zo + zs * Math.min(7, last)));
    c0.intoArray(c, co);
    c1.intoArray(c, o1);
    c2.intoArray(c, o2);
    c3.intoArray(c, o3);
    c4.intoArray(c, o4);
    c5.intoArray(c, o5);
    c6.intoArray(c, o6);
    c7.intoArray(c, o7);
  }
}
