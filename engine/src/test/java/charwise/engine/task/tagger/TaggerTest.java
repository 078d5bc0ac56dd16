package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TaggerTest {
  /** See adr/0011. */
  @Test
  void gatesStartHalfOpen() throws IOException {
    TaggerData data = TaggerRuns.restoration(Restoration.CASE);
    TrainingPlan plan = TaggerRuns.plan(data, CellType.LSTM, 10);
    Tagger tagger = TaggerTask.of(plan, data).model();
    tagger.initialize(1);
    for (NamedTensor tensor : tagger.tensors()) {
      float[] values = new float[tensor.size()];
      tensor.read(tagger.parameters().values(), values);
      if (tensor.name().startsWith("rnn.bias")) {
        assertThat(values).containsOnly(0f);
      } else if (tensor.name().startsWith("rnn.weight")) {
        assertThat(values).doesNotContain(0f);
      }
    }
  }
}
