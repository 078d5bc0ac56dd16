package charwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unit by unit, in any rows, a decoder says what it says of whole answers, to the bit. */
class StepwiseDecoderTest {
  private static final List<int[]> SOURCES =
      List.of(new int[] {1, 2, 3, 0, 2}, new int[] {3}, new int[] {2, 2, 1});
  private static final List<int[]> TARGETS =
      List.of(new int[] {0, 4, 1, 0}, new int[] {0, 2, 0}, new int[] {0, 1, 2, 2, 4, 0});

  @ParameterizedTest
  @CsvSource({
    "LSTM, BAHDANAU",
    "GRU, BAHDANAU",
    "GRU_RESET_AFTER, LUONG",
    "RNN, NONE",
    "SRU, BAHDANAU"
  })
  void saysTheSameInRowsThatComeAndGo(CellType cell, AttentionType attention) {
    try (Team team = new Team(1)) {
      var shape = new TinyTransducer.Shape(cell, Directions.BOTH, attention, 2, true, 4, 5, 19, 6);
      TinyTransducer transducer = new TinyTransducer(shape, SOURCES, TARGETS, team);
      RandomStream random = new RandomStream(4);
      for (NamedTensor tensor : transducer.tensors) {
        tensor.addUniform(0.5, random, transducer.parameters.values());
      }
      transducer.load(0, 1, 2);
      transducer.forward();
      PanelMatrix expected = transducer.decoderForward.logits();

      StepwiseDecoder decoder =
          new StepwiseDecoder(transducer.decoder, transducer.encoderForward, 9, 8);
      decoder.read();
      // Item 2 in rows 0 and 3, item 0 in row 1, item 1 in row 2; then rows are put in other
      // places.
      int[] items = {2, 0, 1, 2};
      for (int row = 0; row < items.length; row++) {
        decoder.begin(row, items[row]);
      }
      int rows = items.length;
      for (int t = 0; t < 5; t++) {
        int[] ids = new int[8];
        for (int row = 0; row < rows; row++) {
          ids[row] = TARGETS.get(decoder.item(row))[t];
        }
        decoder.advance(ids, rows);
        int left = 0;
        int[] parents = new int[8];
        for (int row = rows - 1; row >= 0; row--) {
          int item = decoder.item(row);
          for (int k = 0; k < 5; k++) {
            assertThat(decoder.logits().values()[decoder.logits().index(row, k)])
                .as("item %d, step %d", item, t)
                .isEqualTo(expected.values()[expected.index(t * 3 + item, k)]);
          }
          if (t + 1 < TARGETS.get(item).length - 1) {
            parents[left++] = row;
          }
        }
        if (left > 0 && left < 8) {
          parents[left] = parents[0];
          left++;
        }
        decoder.select(parents, left);
        rows = left;
      }
      assertThat(rows).isZero();
    }
  }
}
