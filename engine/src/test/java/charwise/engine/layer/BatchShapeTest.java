package charwise.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchShapeTest {
  @Test
  void isAsLongAsItsLongestStream() {
    BatchShape shape = BatchShape.upTo(24, 8);
    shape.set(new int[] {2, 6, 1, 9}, 3);

    assertThat(shape.timeSteps()).isEqualTo(6);
    assertThat(shape.batchSize()).isEqualTo(3);
    assertThat(shape.rows()).isEqualTo(18);
    assertThat(shape.length(0)).isEqualTo(2);
    assertThat(shape.lastRow(0)).isEqualTo(3);
    assertThat(shape.lastRow(1)).isEqualTo(16);
    assertThat(shape.lastRow(2)).isEqualTo(2);
  }

  @Test
  void fewLongStreamsTakeTheRowsOfManyShortOnes() {
    BatchShape shape = BatchShape.upTo(24, 8);
    shape.set(new int[] {24}, 1);
    assertThat(shape.rows()).isEqualTo(24);
    shape.setAll(3, 8);
    assertThat(shape.rows()).isEqualTo(24);
    assertThat(shape.length(7)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "25,1", "13,2", "1,9", "-1,-1", "2147483647,2"})
  void whatDoesNotFitIsRefused(int steps, int streams) {
    BatchShape shape = BatchShape.upTo(24, 8);
    assertThatThrownBy(() -> shape.setAll(steps, streams))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyStreamIsRefused() {
    BatchShape shape = BatchShape.upTo(24, 8);
    assertThatThrownBy(() -> shape.set(new int[] {3, 0}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stream 1 has the length 0");
  }
}
