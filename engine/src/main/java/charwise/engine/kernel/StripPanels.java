package charwise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Outer products of 6 rows by one vector, for the last columns of a product where a vector is a whole
 * strip. Narrower vectors would do as well, but a second shape in the same process spoils what C2
 * knows about the first: it then boxes the vectors of {@link WidePanels}, at a tenth of the speed.
 */
final class StripPanels {
  private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
  static final int COLUMNS = SPECIES.length();
  private static final int ROWS = 6;

  private StripPanels() {}

  /** {@code C (+)= A B} for {@link #COLUMNS} columns; see {@link PanelKernels#multiply}. */
  static void multiply(
      float[] a, int aOffset, int aRowStride, int aStep,
      float[] b, int bOffset, float[] c, int cOffset, int cRowStride,
      int rows, int depth, boolean accumulate) {
    int row = 0;
    for (; row + ROWS <= rows; row += ROWS) {
      rows6(
          a, aOffset + row * aRowStride, aRowStride, aStep,
          b, bOffset, c, cOffset + row * cRowStride, cRowStride, depth, accumulate);
    }
    for (; row < rows; row++) {
      row(
          a, aOffset + row * aRowStride, aStep,
          b, bOffset, c, cOffset + row * cRowStride, depth, accumulate);
    }
  }

  private static void row(
      float[] a, int ao, int step,
      float[] b, int bo, float[] c, int co, int depth, boolean accumulate) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      FloatVector bk = FloatVector.fromArray(SPECIES, b, bo + k * Panels.WIDTH);
      sum = FloatVector.broadcast(SPECIES, a[ao + k * step]).fma(bk, sum);
    }
    store(sum, c, co, accumulate);
  }

  private static void rows6(
      float[] a, int ao, int as, int step,
      float[] b, int bo, float[] c, int co, int cs, int depth, boolean accumulate) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero, c4 = zero, c5 = zero;
    int a1 = ao + as;
    int a2 = a1 + as;
    int a3 = a2 + as;
    int a4 = a3 + as;
    int a5 = a4 + as;
    for (int k = 0; k < depth; k++) {
      int ak = k * step;
      FloatVector bk = FloatVector.fromArray(SPECIES, b, bo + k * Panels.WIDTH);
      c0 = FloatVector.broadcast(SPECIES, a[ao + ak]).fma(bk, c0);
      c1 = FloatVector.broadcast(SPECIES, a[a1 + ak]).fma(bk, c1);
      c2 = FloatVector.broadcast(SPECIES, a[a2 + ak]).fma(bk, c2);
      c3 = FloatVector.broadcast(SPECIES, a[a3 + ak]).fma(bk, c3);
      c4 = FloatVector.broadcast(SPECIES, a[a4 + ak]).fma(bk, c4);
      c5 = FloatVector.broadcast(SPECIES, a[a5 + ak]).fma(bk, c5);
    }
    store(c0, c, co, accumulate);
    store(c1, c, co + cs, accumulate);
    store(c2, c, co + 2 * cs, accumulate);
    store(c3, c, co + 3 * cs, accumulate);
    store(c4, c, co + 4 * cs, accumulate);
    store(c5, c, co + 5 * cs, accumulate);
  }

  private static void store(FloatVector sum, float[] c, int offset, boolean accumulate) {
    if (accumulate) {
      sum.add(FloatVector.fromArray(SPECIES, c, offset)).intoArray(c, offset);
    } else {
      sum.intoArray(c, offset);
    }
  }
}
