package charwise.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ColumnBlocksTest {
  @Test
  void blocksStartAtWholeStrips() {
    ColumnBlocks blocks = ColumnBlocks.of(5, 16, 17, 1);

    assertThat(blocks.size()).isEqualTo(39);
    assertThat(blocks.width()).isEqualTo(16 + 16 + 32 + 16);
    assertThat(blocks.rows()).isEqualTo(16 + 16 + 32 + 1);
    assertThat(IntStream.range(0, 4).map(blocks::start)).containsExactly(0, 16, 32, 64);
    assertThat(IntStream.of(0, 4, 5, 20, 21, 37, 38).map(blocks::place))
        .containsExactly(0, 4, 16, 31, 32, 48, 64);
  }

  @Test
  void noColumnsTakeNoRoom() {
    assertThat(ColumnBlocks.NONE.size()).isZero();
    assertThat(ColumnBlocks.NONE.width()).isZero();
    assertThat(ColumnBlocks.NONE.rows()).isZero();
  }

  @Test
  void anEmptyBlockIsRefused() {
    assertThatThrownBy(() -> ColumnBlocks.of(3, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
