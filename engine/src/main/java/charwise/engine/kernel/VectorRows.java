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
      float[] out, int outOffset, int outStride, float[] table, int tableOffset,
      int[] ids, int idOffset, float[] row, int from, int rows, int strips) {
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
  public void scatterAdd(
      float[] table, int tableOffset, int[] ids, int idOffset,
      float[] in, int inOffset, int inStride, int rows, int strips) {
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
    for (int j = 0; j < strips * Strip.WIDTH; j += COUNT) {
      FloatVector sum = FloatVector.zero(FLOAT);
      for (int r = 0; r < rows; r++) {
        sum = sum.add(load(in, inOffset + r * inStride + j));
      }
      sum.intoArray(out, outOffset + j);
    }
  }

  private static FloatVector load(float[] values, int offset) {
    return FloatVector.fromArray(FLOAT, values, offset);
  }
}
