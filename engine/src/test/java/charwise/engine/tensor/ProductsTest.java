package charwise.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each product against the definition, summed in ascending order with fused multiply-adds. */
class ProductsTest {
  private static final String SHAPES =
      """
      1, 1, 1
      1, 300, 130
      3, 17, 64
      7, 129, 65
      13, 64, 200
      40, 260, 16
      1, 1030, 128
      600, 520, 5
      """;

  private static void fill(float[] values, long seed) {
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
  }

  private static Matrix matrix(int rows, int columns, long seed) {
    Matrix matrix = Matrix.zeros(rows, (columns + 15) / 16 * 16);
    RandomStream random = new RandomStream(seed);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix.values()[matrix.row(r) + c] = (float) (random.nextDouble() - 0.5);
      }
    }
    return matrix;
  }

  private static PanelMatrix panels(int rows, int columns, long seed) {
    PanelMatrix matrix = PanelMatrix.zeros(rows, columns);
    Matrix dense = matrix(rows, columns, seed);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix.values()[matrix.index(r, c)] = dense.values()[dense.row(r) + c];
      }
    }
    return matrix;
  }

  /** Chains of fused multiply-adds over blocks, each added to what was there. */
  private static float sum(float before, int depth, int block, Factor first, Factor second) {
    float sum = before;
    for (int k = 0; k < depth; k += block) {
      float chain = 0;
      for (int i = k; i < Math.min(depth, k + block); i++) {
        chain = Math.fma(first.at(i), second.at(i), chain);
      }
      sum = chain + sum;
    }
    return sum;
  }

  private interface Factor {
    float at(int i);
  }

  private static float at(Matrix m, int r, int c) {
    return m.values()[m.row(r) + c];
  }

  private static float at(PanelMatrix m, int r, int c) {
    return m.values()[m.index(r, c)];
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void forward(int rows, int k, int n) {
    Matrix a = matrix(rows, k, 1);
    PanelMatrix b = panels(k, n, 2);
    for (boolean byRow : new boolean[] {false, true}) {
      PanelMatrix c = byRow ? PanelMatrix.zerosByRow(rows, n) : PanelMatrix.zeros(rows, n);
      Products.multiply(a, 0, b, c, 0, rows, false);
      Products.multiply(a, 0, b, c, 0, rows, true);
      for (int m = 0; m < rows; m++) {
        for (int j = 0; j < n; j++) {
          int row = m;
          int column = j;
          float once = sum(0, k, Products.DEPTH_BLOCK, i -> at(a, row, i), i -> at(b, i, column));
          float twice =
              sum(once, k, Products.DEPTH_BLOCK, i -> at(a, row, i), i -> at(b, i, column));
          assertThat(at(c, m, j)).isEqualTo(twice);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void backToTheInput(int rows, int k, int n) {
    PanelMatrix a = panels(rows, n, 3);
    PanelMatrix b = panels(n, k, 4);
    Matrix c = Matrix.zeros(rows, (k + 15) / 16 * 16);
    Products.multiplyBack(
        a, 0, b, 0, b.panels(), c, 0, rows, 1, 0, false, new float[Products.scratchSize()]);
    for (int m = 0; m < rows; m++) {
      for (int j = 0; j < k; j++) {
        int row = m;
        int column = j;
        assertThat(at(c, m, j))
            .isEqualTo(sum(0, n, Products.DEPTH_BLOCK, i -> at(a, row, i), i -> at(b, i, column)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "7, 30, 5", "16, 20, 3", "16, 16, 12", "100, 2, 1", "97, 3, 2"})
  void backToTheInputInGroupsOfRows(int stride, int groups, int rows) {
    PanelMatrix a = panels(stride * groups, 70, 3);
    PanelMatrix b = panels(70, 40, 4);
    Matrix whole = Matrix.zeros(stride * groups, 48);
    Matrix parts = Matrix.zeros(stride * groups, 48);
    float[] scratch = new float[Products.scratchSize()];
    Products.multiplyBack(a, 0, b, 0, b.panels(), whole, 0, stride * groups, 1, 0, false, scratch);
    for (int from = 0; from < stride; from += rows) {
      int count = Math.min(rows, stride - from);
      Products.multiplyBack(
          a, from, b, 0, b.panels(), parts, from, count, groups, stride, false, scratch);
    }
    assertThat(parts.values()).isEqualTo(whole.values());
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void backToTheWeights(int rows, int k, int n) {
    Matrix a = matrix(rows, k, 5);
    PanelMatrix b = panels(rows, n, 6);
    PanelMatrix c = PanelMatrix.zeros(k, n);
    fill(c.values(), 7);
    float[] scratch = new float[Products.scratchSize()];
    for (int row = 0; row < k; row += 100) {
      Products.multiplyTransposed(
          a, b, rows, c, 0, c.panels(), row, Math.min(100, k - row), scratch);
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < n; j++) {
        int row = i;
        int column = j;
        assertThat(at(c, i, j))
            .isEqualTo(
                sum(0, rows, Products.TRANSPOSED_DEPTH, r -> at(a, r, row), r -> at(b, r, column)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void transposing(int ignored, int k, int n) {
    PanelMatrix a = panels(k, n, 8);
    PanelMatrix transposed = PanelMatrix.zeros(n, k);
    for (int panel = 0; panel < a.panels(); panel++) {
      a.transposePanel(panel, transposed);
    }
    for (int r = 0; r < k; r++) {
      for (int c = 0; c < n; c++) {
        assertThat(at(transposed, c, r)).isEqualTo(at(a, r, c));
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () ->
                Products.multiply(
                    Matrix.zeros(2, 3),
                    0,
                    PanelMatrix.zeros(4, 5),
                    PanelMatrix.zeros(2, 5),
                    0,
                    2,
                    false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Matrix(new float[10], 0, 3, 4, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Matrix.zeros(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aViewOfRowsSharesTheArray() {
    Matrix matrix = matrix(5, 16, 9);
    Matrix view = matrix.rows(2, 2);
    assertThat(at(view, 1, 3)).isEqualTo(at(matrix, 3, 3));
    Arrays.fill(view.values(), 1f);
    assertThat(at(matrix, 0, 0)).isEqualTo(1f);
  }
}
