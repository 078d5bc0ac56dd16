package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/** The vector twin. */
final class VectorRows implements RowKernels {
  @Override
  public void fill(
      float[] out, int outOffset, int outStride, float[] row, int from, int rows, int strips) {
    for (int j = 0; j < strips * Strip.WIDTH; j += COUNT) {
      FloatVector value = load(row, from + j);
      for (int r = 0; r < rows; r++) {
        value.intoArray(out, outOffset + r * outStride + j);
      }
    }
  }

  @Override
  public void lookUp(
      float[] out,
      int outOffset,
      int outStride,
      float[] table,
      int tableOffset,
      int[] ids,
      int idOffset,
      float[] row,
      int from,
      int rows,
      int strips) {
    for (int r = 0; r < rows; r++) {
      int entry = tableOffset + ids[idOffset + r] * Panels.WIDTH;
      for (int j = 0; j < strips * Strip.WIDTH; j += COUNT) {
        load(table, entry + j)
            .add(load(row, from + j))
            .intoArray(out, outOffset + r * outStride + j);
      }
    }
  }

  @Override
  public void addLookUp(
      float[] out,
      int outOffset,
      int outStride,
      float[] table,
      int tableOffset,
      int[] ids,
      int idOffset,
      int rows,
      int strips) {
    for (int r = 0; r < rows; r++) {
      int entry = tableOffset + ids[idOffset + r] * Panels.WIDTH;
      int target = outOffset + r * outStride;
      for (int j = 0; j < strips * Strip.WIDTH; j += COUNT) {
        load(out, target + j).add(load(table, entry + j)).intoArray(out, target + j);
      }
    }
  }

  @Override
  public void scatterAdd(
      float[] table,
      int tableOffset,
      int[] ids,
      int idOffset,
      float[] in,
      int inOffset,
      int inStride,
      int rows,
      int strips) {
    for (int r = 0; r < rows; r++) {
      int entry = tableOffset + ids[idOffset + r] * Panels.WIDTH;
      for (int j = 0; j < strips * Strip.WIDTH; j += COUNT) {
        load(table, entry + j)
            .add(load(in, inOffset + r * inStride + j))
            .intoArray(table, entry + j);
      }
    }
  }

  @Override
  public void sum(
      float[] out, int outOffset, float[] in, int inOffset, int inStride, int rows, int strips) {
    int columns = strips * Strip.WIDTH;
    int j = 0;
    for (; j + 4 * COUNT <= columns; j += 4 * COUNT) {
      sumFour(out, outOffset + j, in, inOffset + j, inStride, rows);
    }
    for (; j < columns; j += COUNT) {
      FloatVector sum = FloatVector.zero(FLOAT);
      for (int r = 0; r < rows; r++) {
        sum = sum.add(load(in, inOffset + r * inStride + j));
      }
      sum.intoArray(out, outOffset + j);
    }
  }

  /** Four vectors at a time: sums that do not wait for one another, and whole rows at once. */
  private static void sumFour(
      float[] out, int outOffset, float[] in, int inOffset, int inStride, int rows) {
    FloatVector s0 = FloatVector.zero(FLOAT);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int r = 0; r < rows; r++) {
      int from = inOffset + r * inStride;
      s0 = s0.add(load(in, from));
      s1 = s1.add(load(in, from + COUNT));
      s2 = s2.add(load(in, from + 2 * COUNT));
      s3 = s3.add(load(in, from + 3 * COUNT));
    }
    s0.intoArray(out, outOffset);
    s1.intoArray(out, outOffset + COUNT);
    s2.intoArray(out, outOffset + 2 * COUNT);
    s3.intoArray(out, outOffset + 3 * COUNT);
  }

  private static FloatVector load(float[] values, int offset) {
    return FloatVector.fromArray(FLOAT, values, offset);
  }
}
