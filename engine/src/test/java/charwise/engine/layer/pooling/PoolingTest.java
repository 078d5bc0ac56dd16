package charwise.engine.layer.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PoolingTest {
  private static final int[] LENGTHS = {1, 2, 15, 16, 17, 33};
  private static final ColumnBlocks COLUMNS = ColumnBlocks.of(5, 17);

  private final BatchShape shape = BatchShape.upTo(250, 9);
  private final Matrix outputs = Matrix.zeros(250, COLUMNS.width());
  private final Matrix pooled = Matrix.zeros(9, COLUMNS.width());

  PoolingTest() {
    shape.set(LENGTHS, LENGTHS.length);
    RandomStream random = new RandomStream(3);
    for (int row = 0; row < outputs.rows(); row++) {
      for (int c = 0; c < COLUMNS.size(); c++) {
        outputs.values()[outputs.row(row) + COLUMNS.place(c)] =
            (float) (2 * random.nextDouble() - 1);
      }
    }
  }

  private float output(int item, int unit, int column) {
    return outputs.values()[outputs.row(unit * LENGTHS.length + item) + COLUMNS.place(column)];
  }

  private float pooledAt(int item, int column) {
    return pooled.values()[pooled.row(item) + COLUMNS.place(column)];
  }

  @Test
  void theLastIsTheForwardLastAndTheBackwardFirst() {
    PoolingType.LAST.create(shape, COLUMNS).forward(outputs, pooled, 0, LENGTHS.length);

    for (int n = 0; n < LENGTHS.length; n++) {
      assertThat(pooledAt(n, 4)).isEqualTo(output(n, LENGTHS[n] - 1, 4));
      assertThat(pooledAt(n, 5)).isEqualTo(output(n, 0, 5));
    }
  }

  @Test
  void theMeanIsOverTheItemsUnits() {
    PoolingType.MEAN.create(shape, COLUMNS).forward(outputs, pooled, 0, LENGTHS.length);

    for (int n = 0; n < LENGTHS.length; n++) {
      for (int c = 0; c < COLUMNS.size(); c++) {
        double sum = 0;
        for (int t = 0; t < LENGTHS[n]; t++) {
          sum += output(n, t, c);
        }
        assertThat((double) pooledAt(n, c)).isCloseTo(sum / LENGTHS[n], within(1e-6));
      }
    }
  }

  @Test
  void theGreatestIsOfTheItemsUnits() {
    PoolingType.MAX.create(shape, COLUMNS).forward(outputs, pooled, 0, LENGTHS.length);

    for (int n = 0; n < LENGTHS.length; n++) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int t = 0; t < LENGTHS[n]; t++) {
        greatest = Math.max(greatest, output(n, t, 20));
      }
      assertThat(pooledAt(n, 20)).isEqualTo(greatest);
    }
  }

  @Test
  void ofEqualsTheFirstIsTheGreatest() {
    BatchShape two = new BatchShape(3, 1);
    Matrix equal = Matrix.zeros(3, 16);
    Arrays.fill(equal.values(), 16, 48, 7f);
    Matrix dPooled = Matrix.zeros(1, 16);
    Arrays.fill(dPooled.values(), 1f);
    Matrix dOutputs = Matrix.zeros(3, 16);
    Pooling max = PoolingType.MAX.create(two, ColumnBlocks.of(16));
    max.forward(equal, Matrix.zeros(1, 16), 0, 1);
    max.backward(dPooled, dOutputs, 0, 1);

    assertThat(Arrays.copyOfRange(dOutputs.values(), 0, 16)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(dOutputs.values(), 16, 32)).containsOnly(1f);
    assertThat(Arrays.copyOfRange(dOutputs.values(), 32, 48)).containsOnly(0f);
  }

  @ParameterizedTest
  @EnumSource(PoolingType.class)
  void gradientsAgreeWithDifferences(PoolingType type) {
    Pooling pooling = type.create(shape, COLUMNS);
    Matrix weights = Matrix.zeros(9, COLUMNS.width());
    RandomStream random = new RandomStream(4);
    for (int i = 0; i < weights.values().length; i++) {
      weights.values()[i] = (float) (2 * random.nextDouble() - 1);
    }
    Matrix dOutputs = Matrix.zeros(250, COLUMNS.width());
    Arrays.fill(dOutputs.values(), 99f);
    pooling.forward(outputs, pooled, 0, LENGTHS.length);
    pooling.backward(weights, dOutputs, 0, LENGTHS.length);

    float delta = 0x1p-12f;
    for (int row = 0; row < shape.rows(); row++) {
      int item = row % LENGTHS.length;
      boolean inside = row / LENGTHS.length < LENGTHS[item];
      for (int c = 0; c < COLUMNS.size(); c++) {
        int place = outputs.row(row) + COLUMNS.place(c);
        float before = outputs.values()[place];
        outputs.values()[place] = before + delta;
        double more = product(pooling, weights, item);
        outputs.values()[place] = before - delta;
        double less = product(pooling, weights, item);
        outputs.values()[place] = before;
        double expected = (more - less) / (2 * delta);
        float actual = dOutputs.values()[place];
        if (inside) {
          assertThat((double) actual).as("%d %d", row, c).isCloseTo(expected, within(2e-3));
        } else {
          assertThat(expected).isZero();
          assertThat(actual).isEqualTo(99f); // not written
        }
      }
    }
  }

  private double product(Pooling pooling, Matrix weights, int item) {
    pooling.forward(outputs, pooled, item, item + 1);
    double sum = 0;
    for (int c = 0; c < COLUMNS.width(); c++) {
      sum +=
          (double) weights.values()[weights.row(item) + c] * pooled.values()[pooled.row(item) + c];
    }
    return sum;
  }

  @Test
  void isFoundByItsLabel() {
    assertThat(PoolingType.of("max")).isEqualTo(PoolingType.MAX);
    assertThatThrownBy(() -> PoolingType.of("min"))
        .hasMessage("no pooling is called min; there are last, mean, max");
  }
}
