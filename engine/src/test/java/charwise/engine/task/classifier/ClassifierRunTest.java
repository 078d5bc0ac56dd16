package charwise.engine.task.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.ngram.NgramUse;
import charwise.engine.task.Answer;
import charwise.engine.task.EncoderRequest;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole runs of a classifier: what they learn, that they repeat to the bit, and what they leave.
 */
class ClassifierRunTest {
  private static final int STEPS = 30;

  @TempDir private Path folder;

  /** Words of two made-up languages, which differ in their letters' order, and some odd lines. */
  private static ClassifierData data() throws IOException {
    RandomStream random = new RandomStream(5);
    var builder = LabelledItems.builder(Units.CODEPOINT);
    for (int i = 0; i < 240; i++) {
      boolean first = random.nextInt(3) > 0;
      StringBuilder word = new StringBuilder();
      int syllables = i % 40 == 0 ? 40 : random.nextInt(4);
      for (int s = 0; s < syllables; s++) {
        char vowel = "aeiou".charAt(random.nextInt(5));
        char consonant = "bdklmnrst".charAt(random.nextInt(9));
        word.append(first ? "" + consonant + vowel : "" + vowel + consonant);
      }
      builder.add(word.toString(), first ? "open" : "closed", "items");
    }
    return ClassifierData.split(builder.build(), 0.2);
  }

  private static TrainingPlan plan(
      ClassifierData data, @Nullable NgramLinear ngrams, CellType cell) {
    ClassifierRequest open = ClassifierRequest.open(7);
    return ClassifierRecipe.plan(
        new ClassifierRequest(
            new EncoderRequest(cell, 19, 2, null, Directions.BOTH, null, 9),
            PoolingType.MEAN,
            open.ngrams(),
            true,
            ClassifierMetric.NATS,
            Budget.ofSteps(STEPS),
            open.optimization(),
            7),
        data,
        ngrams,
        1);
  }

  /** The bytes of the model that a run leaves which is stopped after some steps. */
  private byte[] run(CellType cell, int threads, List<Integer> stops) throws IOException {
    ClassifierData data = data();
    @Nullable NgramLinear ngrams = ClassifierTask.ngrams(NgramUse.AUTO, data, true, 7);
    TrainingPlan plan = plan(data, ngrams, cell);
    RunFiles files = RunFiles.of(Files.createTempFile(folder, "run", ".safetensors"), 0);
    for (int part = 0; part <= stops.size(); part++) {
      long stop = part < stops.size() ? stops.get(part) : Long.MAX_VALUE;
      try (Trainer trainer =
          part == 0
              ? Trainer.start(plan, ClassifierTask.of(plan, data, ngrams), threads, files)
              : Trainer.resume(
                  files,
                  ClassifierPlan::of,
                  planned -> ClassifierTask.of(planned, data, ngrams),
                  threads)) {
        Outcome outcome =
            trainer.run(
                event -> {
                  if (event instanceof Progress progress && progress.step() == stop) {
                    trainer.stop();
                  }
                });
        assertThat(outcome)
            .isInstanceOf(
                part < stops.size() ? Outcome.Interrupted.class : Outcome.Completed.class);
      }
    }
    return weightsAndLabels(files.model());
  }

  /** All of a model file but how long the run took. */
  private static byte[] weightsAndLabels(Path file) throws IOException {
    SavedClassifier saved = SavedClassifier.read(file);
    Path copy = Files.createTempFile(file.getParent(), "copy", ".safetensors");
    new SavedClassifier(
            saved.model(),
            saved.vocabulary(),
            saved.labels(),
            saved.maximumLength(),
            saved.networkScale(),
            saved.ngramScale(),
            java.util.Map.of())
        .write(copy);
    return Files.readAllBytes(copy);
  }

  @ParameterizedTest
  @CsvSource({"LSTM", "GRU_RESET_AFTER"})
  void neitherThreadsNorInterruptionsShow(CellType cell) throws IOException {
    byte[] straight = run(cell, 1, List.of());
    assertThat(run(cell, 2, List.of(11))).isEqualTo(straight);
    assertThat(run(cell, 3, List.of(1, 29))).isEqualTo(straight);
  }

  @Test
  void answersDoNotDependOnWhatIsAskedBesideThem() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, run(CellType.LSTM, 2, List.of()));
    SavedClassifier saved = SavedClassifier.read(file);
    List<String> texts = List.of("", "badima", "ölüm", "a".repeat(3000), "ad", "kilo", "badima");
    try (Team two = new Team(2);
        Team one = new Team(1)) {
      List<Answer> together = new ClassifierPredictor(saved, 2, two).answer(texts);
      List<Answer> alone = new ArrayList<>();
      var predictor = new ClassifierPredictor(saved, 2, one);
      texts.forEach(text -> alone.addAll(predictor.answer(List.of(text))));
      assertThat(together).isEqualTo(alone);
      assertThat(together.get(1)).isEqualTo(together.get(6));
      assertThat(together.get(2).unknown()).isEqualTo(2);
      assertThat(together.get(1).best().prediction()).isEqualTo("open");
    }
  }

  @Test
  void otherItemsAreRefused() throws IOException {
    ClassifierData data = data();
    RunFiles files = RunFiles.of(folder.resolve("other.safetensors"), 0);
    TrainingPlan plan = plan(data, null, CellType.RNN);
    try (Trainer trainer = Trainer.start(plan, ClassifierTask.of(plan, data, null), 1, files)) {
      trainer.stop();
      trainer.run(event -> {});
    }
    ClassifierData other = new ClassifierData(data.train(), data.train().select(new int[] {0}));
    assertThatThrownBy(
            () ->
                Trainer.resume(
                    files,
                    ClassifierPlan::of,
                    planned -> ClassifierTask.of(planned, other, null),
                    1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("items to train on and");
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    Path file = folder.resolve("changed.safetensors");
    String whole = new String(run(CellType.RNN, 1, List.of()), StandardCharsets.ISO_8859_1);
    for (String[] change :
        new String[][] {
          {"\\\"classes\\\":2", "\\\"classes\\\":3"},
          {"\\\"pooling\\\":\\\"mean\\\"", "\\\"pooling\\\":\\\"most\\\""},
          {"[\\\"closed\\\",\\\"open\\\"]", "[\\\"open\\\",  \\\"open\\\"]"},
          {"\\\"hidden_size\\\":19", "\\\"hidden_size\\\":99"}
        }) {
      assertThat(whole.contains(change[0])).as(change[0]).isTrue();
      Files.write(file, whole.replace(change[0], change[1]).getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> SavedClassifier.read(file))
          .as(change[0])
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
