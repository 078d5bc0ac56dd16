package charwise.engine.kernel;

import java.util.Arrays;

/** The plain twin. */
final class ScalarRows implements RowKernels {
  @Override
  public void fill(
      float[] out, int outOffset, int outStride, float[] row, int from, int rows, int strips) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(row, from, out, outOffset + r * outStride, strips * Strip.WIDTH);
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
      for (int j = 0; j < strips * Strip.WIDTH; j++) {
        out[outOffset + r * outStride + j] = table[entry + j] + row[from + j];
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
      for (int j = 0; j < strips * Strip.WIDTH; j++) {
        out[outOffset + r * outStride + j] += table[entry + j];
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
      for (int j = 0; j < strips * Strip.WIDTH; j++) {
        table[entry + j] += in[inOffset + r * inStride + j];
      }
    }
  }

  @Override
  public void sum(
      float[] out, int outOffset, float[] in, int inOffset, int inStride, int rows, int strips) {
    Arrays.fill(out, outOffset, outOffset + strips * Strip.WIDTH, 0f);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < strips * Strip.WIDTH; j++) {
        out[outOffset + j] += in[inOffset + r * inStride + j];
      }
    }
  }
}
