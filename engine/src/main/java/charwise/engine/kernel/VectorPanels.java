package charwise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin: picks the register blocking by vector width and columns left. */
final class VectorPanels implements PanelKernels {
  private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
  private static final int N = SPECIES.length();
  private static final int W = Strip.WIDTH;

  /** What a product that does not accumulate is added to. */
  private static final float[] ZEROS = new float[Panels.WIDTH];

  private static final boolean WIDE = WidePanels.COLUMNS == Panels.WIDTH;

  @Override
  public void multiply(
      float[] a,
      int aOffset,
      int aRowStride,
      int aStep,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int cRowStride,
      int rows,
      int depth,
      int strips,
      boolean accumulate) {
    float[] z = accumulate ? c : ZEROS;
    int zOffset = accumulate ? cOffset : 0;
    int zRowStride = accumulate ? cRowStride : 0;
    int columns = strips * Strip.WIDTH;
    if (WIDE && columns == Panels.WIDTH) {
      WidePanels.multiply(
          a,
          aOffset,
          aRowStride,
          aStep,
          b,
          bOffset,
          z,
          zOffset,
          zRowStride,
          c,
          cOffset,
          cRowStride,
          rows,
          depth);
      return;
    }
    if (N == Strip.WIDTH) {
      for (int n = 0; n < columns; n += StripPanels.COLUMNS) {
        StripPanels.multiply(
            a,
            aOffset,
            aRowStride,
            aStep,
            b,
            bOffset + n,
            z,
            zOffset + n,
            zRowStride,
            c,
            cOffset + n,
            cRowStride,
            rows,
            depth);
      }
      return;
    }
    for (int n = 0; n < columns; n += NarrowPanels.COLUMNS) {
      NarrowPanels.multiply(
          a,
          aOffset,
          aRowStride,
          aStep,
          b,
          bOffset + n,
          z,
          zOffset + n,
          zRowStride,
          c,
          cOffset + n,
          cRowStride,
          rows,
          depth);
    }
  }

  @Override
  public void multiplyRow(
      float[] x,
      int xOffset,
      float[] b,
      int bOffset,
      int bPanelStride,
      float[] c,
      int cOffset,
      int cPanelStride,
      int depth,
      boolean accumulate) {
    for (int n = 0; n < Panels.WIDTH; n += 4 * N) {
      multiplyRowPart(
          x,
          xOffset,
          b,
          bOffset + n,
          bPanelStride,
          c,
          cOffset + n,
          cPanelStride,
          depth,
          accumulate);
    }
  }

  /** Four vectors of each panel: eight sums in flight. */
  private static void multiplyRowPart(
      float[] x,
      int xo,
      float[] b,
      int bo,
      int bp,
      float[] c,
      int co,
      int cp,
      int depth,
      boolean accumulate) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    FloatVector d2 = FloatVector.zero(SPECIES);
    FloatVector d3 = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      FloatVector xk = FloatVector.broadcast(SPECIES, x[xo + k]);
      int p = bo + k * Panels.WIDTH;
      int q = p + bp;
      c0 = xk.fma(load(b, p), c0);
      c1 = xk.fma(load(b, p + N), c1);
      c2 = xk.fma(load(b, p + 2 * N), c2);
      c3 = xk.fma(load(b, p + 3 * N), c3);
      d0 = xk.fma(load(b, q), d0);
      d1 = xk.fma(load(b, q + N), d1);
      d2 = xk.fma(load(b, q + 2 * N), d2);
      d3 = xk.fma(load(b, q + 3 * N), d3);
    }
    if (accumulate) {
      c0 = c0.add(load(c, co));
      c1 = c1.add(load(c, co + N));
      c2 = c2.add(load(c, co + 2 * N));
      c3 = c3.add(load(c, co + 3 * N));
      d0 = d0.add(load(c, co + cp));
      d1 = d1.add(load(c, co + cp + N));
      d2 = d2.add(load(c, co + cp + 2 * N));
      d3 = d3.add(load(c, co + cp + 3 * N));
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + N);
    c2.intoArray(c, co + 2 * N);
    c3.intoArray(c, co + 3 * N);
    d0.intoArray(c, co + cp);
    d1.intoArray(c, co + cp + N);
    d2.intoArray(c, co + cp + 2 * N);
    d3.intoArray(c, co + cp + 3 * N);
  }

  private static FloatVector load(float[] values, int offset) {
    return FloatVector.fromArray(SPECIES, values, offset);
  }

  @Override
  public void multiplyPackedRow(
      float[] x,
      int xOffset,
      int[] b,
      int bOffset,
      int bPanelStride,
      float[] c,
      int cOffset,
      int cPanelStride,
      int depth,
      boolean accumulate) {
    for (int n = 0; n < Strip.WIDTH; n += N) {
      multiplyPackedRowPart(
          x,
          xOffset,
          b,
          bOffset + n,
          bPanelStride,
          c,
          cOffset + n,
          cPanelStride,
          depth,
          accumulate);
    }
  }

  private static void multiplyPackedRowPart(
      float[] x,
      int xo,
      int[] b,
      int bo,
      int bp,
      float[] c,
      int co,
      int cp,
      int depth,
      boolean accumulate) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    FloatVector d2 = FloatVector.zero(SPECIES);
    FloatVector d3 = FloatVector.zero(SPECIES);
    for (int k = 0; k < depth; k++) {
      FloatVector xk = FloatVector.broadcast(SPECIES, x[xo + k]);
      int p = bo + k * Bfloat16.PANEL_INTS;
      int q = p + bp;
      IntVector p0 = IntVector.fromArray(Lanes.INT, b, p);
      IntVector p1 = IntVector.fromArray(Lanes.INT, b, p + W);
      IntVector q0 = IntVector.fromArray(Lanes.INT, b, q);
      IntVector q1 = IntVector.fromArray(Lanes.INT, b, q + W);
      c0 = xk.fma(lower(p0), c0);
      c1 = xk.fma(upper(p0), c1);
      c2 = xk.fma(lower(p1), c2);
      c3 = xk.fma(upper(p1), c3);
      d0 = xk.fma(lower(q0), d0);
      d1 = xk.fma(upper(q0), d1);
      d2 = xk.fma(lower(q1), d2);
      d3 = xk.fma(upper(q1), d3);
    }
    if (accumulate) {
      c0 = c0.add(load(c, co));
      c1 = c1.add(load(c, co + W));
      c2 = c2.add(load(c, co + 2 * W));
      c3 = c3.add(load(c, co + 3 * W));
      d0 = d0.add(load(c, co + cp));
      d1 = d1.add(load(c, co + cp + W));
      d2 = d2.add(load(c, co + cp + 2 * W));
      d3 = d3.add(load(c, co + cp + 3 * W));
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + W);
    c2.intoArray(c, co + 2 * W);
    c3.intoArray(c, co + 3 * W);
    d0.intoArray(c, co + cp);
    d1.intoArray(c, co + cp + W);
    d2.intoArray(c, co + cp + 2 * W);
    d3.intoArray(c, co + cp + 3 * W);
  }

  private static FloatVector lower(IntVector pairs) {
    return pairs.lanewise(VectorOperators.LSHL, Bfloat16.BITS).reinterpretAsFloats();
  }

  private static FloatVector upper(IntVector pairs) {
    return pairs.and(Bfloat16.UPPER).reinterpretAsFloats();
  }
}
