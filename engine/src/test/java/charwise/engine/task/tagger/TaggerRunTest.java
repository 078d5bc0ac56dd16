package charwise.engine.task.tagger;

import static charwise.engine.task.tagger.Restoration.CASE;
import static charwise.engine.task.tagger.Restoration.DIACRITICS;
import static charwise.engine.task.tagger.Restoration.PUNCTUATION;
import static charwise.engine.task.tagger.Restoration.SPACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.Answer;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of a tagger: what they learn, that they repeat to the bit, and what they leave. */
class TaggerRunTest {
  private static final int STEPS = 30;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = CellType.class,
      names = {"LSTM", "GRU_RESET_AFTER", "SRU"})
  void neitherThreadsNorInterruptionsShow(CellType cell) throws IOException {
    TaggerData data = TaggerRuns.restoration(CASE, PUNCTUATION);
    byte[] straight = run(data, cell, 1, List.of());
    assertThat(run(data, cell, 2, List.of(11))).isEqualTo(straight);
    assertThat(run(data, cell, 3, List.of(1, 29))).isEqualTo(straight);
  }

  @Test
  void entitiesToo() throws IOException {
    TaggerData data = TaggerRuns.entities();
    byte[] straight = run(data, CellType.LSTM, 1, List.of());
    assertThat(run(data, CellType.LSTM, 3, List.of(20))).isEqualTo(straight);
  }

  private byte[] run(TaggerData data, CellType cell, int threads, List<Integer> stops)
      throws IOException {
    TrainingPlan plan = TaggerRuns.plan(data, cell, STEPS);
    return TaggerRuns.bytes(folder, TaggerRuns.run(folder, data, plan, threads, stops));
  }

  @Test
  void answersDoNotDependOnWhatIsAskedBesideThem() throws IOException {
    TaggerData data = TaggerRuns.restoration(CASE, DIACRITICS, SPACES);
    SavedTagger saved = train(data, 100);
    List<String> texts =
        List.of(
            "",
            "annasawemile.",
            "😀 ölüm",
            "thecatsatinthecafe".repeat(100),
            "x",
            "\t",
            "annasawemile.");
    try (Team two = new Team(2);
        Team one = new Team(1)) {
      List<Answer> together = new TaggerPredictor(saved, two).answer(texts);
      List<Answer> alone = new ArrayList<>();
      var predictor = new TaggerPredictor(saved, one);
      texts.forEach(text -> alone.addAll(predictor.answer(List.of(text))));
      assertThat(together).isEqualTo(alone);
      assertThat(together.get(1)).isEqualTo(together.get(6));
      assertThat(together.get(0).best().prediction()).isEmpty();
      assertThat(together.get(2).unknown()).isEqualTo(4);
    }
  }

  private SavedTagger train(TaggerData data, int steps) throws IOException {
    TrainingPlan plan = TaggerRuns.plan(data, CellType.LSTM, steps);
    return TaggerRuns.run(folder, data, plan, 2, List.of());
  }

  @Test
  void whatWasLostComesBackAndAllElseStays() throws IOException {
    SavedTagger saved = train(TaggerRuns.restoration(CASE, DIACRITICS, SPACES), 600);
    try (Team team = new Team(2)) {
      TaggerPredictor predictor = new TaggerPredictor(saved, team);
      List<Answer> answers =
          predictor.answer(List.of("annasawthecafe.", "emilesatinparis!", "ANNA saw\t€ THE cat"));
      assertThat(answers.get(0).best().prediction()).isEqualTo("Anna saw the café.");
      assertThat(answers.get(1).best().prediction()).isEqualTo("Émile sat in Paris!");
      assertThat(answers.get(2).best().prediction()).startsWith("Anna saw\t€ ");
      assertThat(
              ((List<?>) Objects.requireNonNull(answers.get(1).details().get("tags")))
                  .subList(0, 5))
          .isEqualTo(List.of("upper acute accent", "none", "none", "none", "after[ ]"));
    }
  }

  /** Whatever comes, only what can have been lost is added, and case and marks change alone. */
  @Test
  void everyOtherUnitIsGivenBack() throws IOException {
    SavedTagger saved = train(TaggerRuns.restoration(CASE, SPACES), 10);
    List<String> texts = Lines.random(6, 300).stream().map(Lines::text).toList();
    try (Team team = new Team(1)) {
      List<Answer> answers = new TaggerPredictor(saved, team).answer(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertThat(bare(answers.get(i).best().prediction())).isEqualTo(bare(texts.get(i)));
      }
    }
  }

  private static String bare(String text) {
    StringBuilder bare = new StringBuilder();
    text.codePoints()
        .filter(unit -> !Gaps.isSpace(unit))
        .map(Character::toLowerCase)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  @Test
  void entitiesAreFoundWithTheirOffsets() throws IOException {
    SavedTagger saved = train(TaggerRuns.entities(), 200);
    try (Team team = new Team(2)) {
      Answer answer =
          new TaggerPredictor(saved, team).answer(List.of("😀 and  Anna saw Paris")).getFirst();
      assertThat(answer.best().prediction())
          .isEqualTo("😀\tO\nand\tO\nAnna\tB-PER\nsaw\tO\nParis\tB-LOC\n");
      assertThat(answer.details().get("entities"))
          .isEqualTo(
              List.of(
                  Map.of("type", "PER", "start", 7L, "end", 11L, "text", "Anna"),
                  Map.of("type", "LOC", "start", 16L, "end", 21L, "text", "Paris")));
    }
  }

  @Test
  void otherItemsAreRefused() throws IOException {
    TaggerData data = TaggerRuns.restoration(CASE);
    RunFiles files = RunFiles.of(folder.resolve("other.safetensors"), 0);
    TrainingPlan plan = TaggerRuns.plan(data, CellType.RNN, STEPS);
    try (Trainer trainer = Trainer.start(plan, TaggerTask.of(plan, data), 1, files)) {
      trainer.stop();
      trainer.run(event -> {});
    }
    TaggerData other =
        new TaggerData(
            data.scheme(), data.vocabulary(), data.train(), data.train().select(new int[] {0}));
    assertThatThrownBy(
            () ->
                Trainer.resume(files, TaggerPlan::of, planned -> TaggerTask.of(planned, other), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("items to train on and");
    assertThatThrownBy(() -> TaggerTask.of(plan, TaggerRuns.restoration(SPACES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other items");
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    Path file = folder.resolve("changed.safetensors");
    String whole =
        new String(
            run(TaggerRuns.restoration(CASE), CellType.RNN, 1, List.of()),
            StandardCharsets.ISO_8859_1);
    for (String[] change :
        new String[][] {
          {"\\\"tags\\\":2", "\\\"tags\\\":3"},
          {"\\\"scheme\\\":\\\"restoration\\\"", "\\\"scheme\\\":\\\"reparation \\\""},
          {"\\\"scheme\\\":\\\"restoration\\\"", "\\\"scheme\\\":\\\"unit\\\"       "},
          {"\\\"directions\\\":\\\"both\\\"", "\\\"directions\\\":\\\"most\\\""},
          {"[\\\"none\\\",\\\"upper\\\"]", "[\\\"none\\\",  \\\"none\\\"]"},
          {"[\\\"none\\\",\\\"upper\\\"]", "[\\\"upper\\\",\\\"none\\\"]"},
          {"[\\\"case\\\"]", "[\\\"hats\\\"]"},
          {"[\\\"case\\\"]", "[        ]"},
          {"\\\"window\\\":256", "\\\"window\\\":64 "},
          {"\\\"units\\\":\\\"codepoint\\\"", "\\\"units\\\":\\\"byte\\\"     "},
          {"\\\"window\\\":256", "\\\"window\\\":0  "},
          {"\\\"hidden_size\\\":19", "\\\"hidden_size\\\":99"}
        }) {
      assertThat(whole.contains(change[0])).as(change[0]).isTrue();
      Files.write(file, whole.replace(change[0], change[1]).getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> SavedTagger.read(file))
          .as(change[1])
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
