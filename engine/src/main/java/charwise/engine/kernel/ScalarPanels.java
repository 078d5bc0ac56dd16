package charwise.engine.kernel;

/** The plain twin: output by output. */
final class ScalarPanels implements PanelKernels {
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
    int columns = strips * Strip.WIDTH;
    for (int m = 0; m < rows; m++) {
      for (int n = 0; n < columns; n++) {
        float sum = 0;
        for (int k = 0; k < depth; k++) {
          float x = a[aOffset + m * aRowStride + k * aStep];
          sum = Math.fma(x, b[bOffset + k * Panels.WIDTH + n], sum);
        }
        int cn = cOffset + m * cRowStride + n;
        c[cn] = sum + (accumulate ? c[cn] : 0);
      }
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
    int strips = Panels.WIDTH / Strip.WIDTH;
    for (int panel = 0; panel < 2; panel++) {
      multiply(
          x,
          xOffset,
          0,
          1,
          b,
          bOffset + panel * bPanelStride,
          c,
          cOffset + panel * cPanelStride,
          0,
          1,
          depth,
          strips,
          accumulate);
    }
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
    for (int panel = 0; panel < 2; panel++) {
      for (int n = 0; n < Panels.WIDTH; n++) {
        int strip = n / Strip.WIDTH;
        int bn = bOffset + panel * bPanelStride + strip / 2 * Strip.WIDTH + n % Strip.WIDTH;
        float sum = 0;
        for (int k = 0; k < depth; k++) {
          int pair = b[bn + k * Bfloat16.PANEL_INTS];
          float weight = strip % 2 == 0 ? Bfloat16.lower(pair) : Bfloat16.upper(pair);
          sum = Math.fma(x[xOffset + k], weight, sum);
        }
        int cn = cOffset + panel * cPanelStride + n;
        c[cn] = accumulate ? sum + c[cn] : sum;
      }
    }
  }
}
