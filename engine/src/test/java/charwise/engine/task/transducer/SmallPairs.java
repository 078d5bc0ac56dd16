package charwise.engine.task.transducer;

import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.EncoderRequest;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.util.List;

/** Pairs and plans that train in a moment. */
final class SmallPairs {
  private SmallPairs() {}

  /**
   * Words, and the same in capitals from the end or, where a feature says so, from the beginning.
   */
  static Pairs words(int count, int longest) throws IOException {
    RandomStream random = new RandomStream(5);
    PairsBuilder builder = Pairs.builder(Units.CODEPOINT, TargetUnits.TOKEN);
    for (int i = 0; i < count; i++) {
      StringBuilder word = new StringBuilder();
      StringBuilder answer = new StringBuilder();
      boolean backward = random.nextInt(2) == 0;
      int length = i % 40 == 0 ? 2 * longest : random.nextInt(longest + 1);
      for (int j = 0; j < length; j++) {
        char letter = (char) ('a' + random.nextInt(5));
        word.append(letter);
        String unit = (char) (letter - 32) + " ";
        answer.insert(backward ? 0 : answer.length(), unit);
      }
      builder.add(
          word.toString(), List.of(backward ? "back" : "forth"), answer.toString(), "words");
    }
    return builder.build();
  }

  static TransducerData data() throws IOException {
    return TransducerData.split(words(240, 5), 0.2);
  }

  /** A kind of transducer. */
  record Kind(CellType cell, Directions directions, DecoderType decoder, AttentionType attention) {
    static final List<Kind> ALL =
        List.of(
            new Kind(CellType.LSTM, Directions.BOTH, DecoderType.ATTENTION, AttentionType.BAHDANAU),
            new Kind(CellType.GRU, Directions.FORWARD, DecoderType.ATTENTION, AttentionType.LUONG),
            new Kind(CellType.RNN, Directions.BOTH, DecoderType.ATTENTION, AttentionType.NONE),
            new Kind(CellType.SRU, Directions.BOTH, DecoderType.ATTENTION, AttentionType.BAHDANAU),
            new Kind(CellType.MINGRU, Directions.BOTH, DecoderType.CTC, AttentionType.NONE));
  }

  /** Two layers of 19 units, small batches, dropout of all kinds. */
  static TrainingPlan plan(TransducerData data, Kind kind, long steps) {
    return TransducerRecipe.plan(
        new TransducerRequest(
            new EncoderRequest(kind.cell(), 19, 2, null, kind.directions(), 0.1, 9),
            kind.decoder(),
            kind.decoder() == DecoderType.CTC ? null : kind.attention(),
            kind.decoder() == DecoderType.CTC ? 2 : null,
            kind.cell() == CellType.GRU,
            TransducerMetric.NATS,
            Budget.ofSteps(steps),
            OptimizationRequest.OPEN,
            7),
        data,
        1);
  }
}
