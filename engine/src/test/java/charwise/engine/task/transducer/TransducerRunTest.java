package charwise.engine.task.transducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.KernelProcess;
import charwise.engine.kernel.Team;
import charwise.engine.search.SearchSettings;
import charwise.engine.task.transducer.SmallPairs.Kind;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of transducers: that they repeat to the bit, and what they leave. */
class TransducerRunTest {
  private static final int STEPS = 24;
  private static final List<Kind> KINDS = Kind.ALL;

  @TempDir private Path folder;

  /** A hash of the weights of a run that is stopped after some steps, and some of its answers. */
  private static String run(Path folder, Kind kind, int threads, List<Integer> stops)
      throws IOException {
    TransducerData data = SmallPairs.data();
    TrainingPlan plan = SmallPairs.plan(data, kind, STEPS);
    RunFiles files = RunFiles.of(Files.createTempFile(folder, "run", ".safetensors"), 0);
    for (int part = 0; part <= stops.size(); part++) {
      long stop = part < stops.size() ? stops.get(part) : Long.MAX_VALUE;
      try (Trainer trainer =
          part == 0
              ? Trainer.start(plan, TransducerTask.of(plan, data), threads, files)
              : Trainer.resume(
                  files,
                  TransducerPlan::of,
                  planned -> TransducerTask.of(planned, data),
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
    SavedTransducer saved = SavedTransducer.read(files.model());
    try (Team team = new Team(threads)) {
      var predictor = new TransducerPredictor(saved, SearchSettings.of(3, 2), null, 6, team);
      return charwise.engine.checkpoint.ModelFile.sha256(saved.model())
          + " "
          + predictor.answer(List.of("abc\tback", "", "zab\tforth;new", "dddddeeeee\tback"));
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void neitherThreadsNorInterruptionsShow(Kind kind) throws IOException {
    String straight = run(folder, kind, 1, List.of());
    assertThat(run(folder, kind, 2, List.of(11))).isEqualTo(straight);
    assertThat(run(folder, kind, 3, List.of(1, 23))).isEqualTo(straight);
  }

  /** Prints what a run of each kind came to. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      for (Kind kind : KINDS) {
        System.out.println(run(Path.of(args[0]), kind, 1, List.of()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void theWidthOfVectorsDoesNotShow(String kernels) throws Exception {
    List<String> expected = new ArrayList<>();
    for (Kind kind : KINDS) {
      expected.add(run(folder, kind, 2, List.of()));
    }
    assertThat(KernelProcess.lines(kernels, Program.class, folder)).isEqualTo(expected);
  }

  @Test
  void otherPairsAreRefused() throws IOException {
    TransducerData data = SmallPairs.data();
    RunFiles files = RunFiles.of(folder.resolve("other.safetensors"), 0);
    TrainingPlan plan = SmallPairs.plan(data, KINDS.getFirst(), STEPS);
    try (Trainer trainer = Trainer.start(plan, TransducerTask.of(plan, data), 1, files)) {
      trainer.stop();
      trainer.run(event -> {});
    }
    TransducerData other = TransducerData.of(data.train(), data.validation().select(new int[] {0}));
    assertThatThrownBy(
            () ->
                Trainer.resume(
                    files, TransducerPlan::of, planned -> TransducerTask.of(planned, other), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("items to train on and");
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    TransducerData data = SmallPairs.data();
    TrainingPlan plan = SmallPairs.plan(data, KINDS.getFirst(), STEPS);
    TransducerTask.of(plan, data).saved(java.util.Map.of()).write(file);
    assertThat(SavedTransducer.read(file).features().names()).containsExactly("back", "forth");
    String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
    for (String[] change :
        new String[][] {
          {"\\\"hidden_size\\\":19", "\\\"hidden_size\\\":20"},
          {"\\\"attention_size\\\":19", "\\\"attention_size\\\":0 "},
          {"\\\"attention\\\":\\\"bahdanau\\\"", "\\\"attention\\\":\\\"luong\\\"   "},
          {"\\\"decoder\\\":\\\"attention\\\"", "\\\"decoder\\\":\\\"ctc\\\"      "},
          {"\\\"repeat_input\\\":1", "\\\"repeat_input\\\":2"},
          {"\\\"longest_target\\\":1", "\\\"longest_target\\\":4294967297"},
          {"[\\\"back\\\",\\\"forth\\\"]", "[\\\"back\\\",\\\"back\\\"] "},
          {"[\\\"A\\\",\\\"B\\\"", "[\\\"A\\\",\\\"\\\" "},
          {"\\\"target_units\\\":\\\"token\\\"", "\\\"target_units\\\":\\\"tokem\\\""},
          {"\\\"target_vocabulary_size\\\":6", "\\\"target_vocabulary_size\\\":7"}
        }) {
      assertThat(whole.contains(change[0])).as(change[0]).isTrue();
      Files.writeString(file, whole.replace(change[0], change[1]), StandardCharsets.ISO_8859_1);
      assertThatThrownBy(() -> SavedTransducer.read(file))
          .as(change[0])
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
