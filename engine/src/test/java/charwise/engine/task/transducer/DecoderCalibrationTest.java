package charwise.engine.task.transducer;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Pairs;
import charwise.engine.kernel.Team;
import charwise.engine.task.transducer.SmallPairs.Kind;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scale by which a decoder's probabilities mean what they say. */
class DecoderCalibrationTest {
  @TempDir private Path folder;

  private SavedTransducer trained(Kind kind, TransducerData data) throws IOException {
    TrainingPlan plan = SmallPairs.plan(data, kind, 400);
    Path file = folder.resolve("model.safetensors");
    try (Trainer trainer =
        Trainer.start(plan, TransducerTask.of(plan, data), 2, RunFiles.of(file, 0))) {
      trainer.run(event -> {});
    }
    return SavedTransducer.read(file);
  }

  private static double nats(Transducer model, Pairs pairs) {
    try (Team team = new Team(2)) {
      return new TransducerReader(model, new ReaderSettings(null, null, true), team)
          .read(pairs, new int[pairs.size()]).stream().mapToDouble(DecodedPair::nats).sum();
    }
  }

  @Test
  void itIsFittedOnTheValidationPartAndKeptInTheFile() throws IOException {
    TransducerData data = SmallPairs.data();
    SavedTransducer saved = trained(Kind.ALL.getFirst(), data);
    Transducer model = saved.model();
    double scale = model.logitScale();
    assertThat(scale).isGreaterThan(1);
    double nats = nats(model, data.validation());
    for (double factor : new double[] {0.8, 1.25}) {
      model.logitScale(factor * scale);
      assertThat(nats(model, data.validation())).isGreaterThan(nats);
    }
  }

  @Test
  void ctcHasNone() throws IOException {
    assertThat(trained(Kind.ALL.getLast(), SmallPairs.data()).model().logitScale()).isEqualTo(1);
  }
}
