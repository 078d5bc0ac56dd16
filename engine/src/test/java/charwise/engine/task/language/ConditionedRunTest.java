package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.data.Items;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledParts;
import charwise.engine.data.Labels;
import charwise.engine.data.Units;
import charwise.engine.json.JsonFields;
import charwise.engine.kernel.Team;
import charwise.engine.sampling.Continuation;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.SamplingSettings;
import charwise.engine.task.Answer;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.SmallRuns;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model learns what is under a condition, and from that to tell conditions apart. */
class ConditionedRunTest {
  private static TrainingPlan plan(TrainingText text, long steps) {
    return Recipe.plan(PlanRequest.open(Items.LINE, 42).inSteps(steps), text, 1);
  }

  @Test
  void writesWhatIsUnderAConditionAndRanksConditions(@TempDir Path folder) throws IOException {
    TrainingText text = SmallRuns.conditioned(Units.CODEPOINT);
    RunFiles files = RunFiles.of(folder.resolve("model.safetensors"), 0);
    try (Trainer trainer = SmallRuns.start(plan(text, 150), text, 2, files)) {
      assertThat(trainer.run(event -> {})).isInstanceOf(Outcome.Completed.class);
    }
    SavedModel saved = SavedModel.read(files.model());
    LabelledParts lines = Objects.requireNonNull(text.lines());

    assertThat(saved.conditions()).isEqualTo(Conditions.of(lines.train()));
    assertThat(saved.items()).isEqualTo(Items.LINE);
    assertThat(saved.training())
        .containsEntry("conditions", 3L)
        .containsEntry("items", (long) lines.train().size())
        .containsEntry("validation_items", (long) lines.validation().size());
    try (Team team = new Team(2)) {
      assertThat(saved.training().get("validation_nats_per_char"))
          .isEqualTo(
              new Scorer(saved.model(), saved.vocabulary(), Items.LINE, team)
                  .score(lines.validation())
                  .natsPerCharacter());
      List<Answer> answers =
          new ConditionPredictor(saved, 1, team)
              .answer(List.of("the cat", "noir", "then ran on and", "le café noir"));
      assertThat(answers.stream().map(answer -> answer.best().prediction()))
          .containsExactly("list 0", "list 1", "list 2", "list 1");
    }
    List<String> firsts = List.of("tcs", "lcn", "atro");
    for (int k = 0; k < 3; k++) {
      String written = sample(saved, k);
      assertThat(firsts.get(k))
          .as("under condition %d: %s", k, written)
          .contains(written.substring(0, 1));
    }
    assertThat(sample(saved, 0)).isNotEqualTo(sample(saved, 2));
  }

  private static String sample(SavedModel saved, int condition) throws IOException {
    var predictor = new ModelPredictor(saved.model(), 1, condition);
    var request =
        new GenerationRequest(
            LabelledItems.builder(saved.vocabulary(), Labels.of(List.of("x"))).build().text(),
            40,
            List.of("\n"),
            3,
            SamplingSettings.DEFAULT.withTemperature(0.3),
            7);
    StringBuilder all = new StringBuilder();
    for (Continuation text :
        new Generator(predictor, saved.vocabulary(), saved.items())
            .generate(request, (number, id) -> {})) {
      all.append(new String(text.text().bytes(), StandardCharsets.UTF_8)).append('|');
    }
    return all.toString();
  }

  @Test
  void aPlanComesBackFromJson() throws IOException {
    TrainingText text = SmallRuns.conditioned(Units.BYTE);
    LanguagePlan plan = LanguagePlan.of(plan(text, 9));

    assertThat(plan.model().conditions()).isEqualTo(3);
    assertThat(LanguagePlan.of(new JsonFields(plan.toJson()))).isEqualTo(plan);
    TrainingText plain = SmallRuns.text(Items.LINE);
    assertThat(LanguagePlan.of(plan(plain, 9)).toJson()).doesNotContainKey("conditions");
  }

  @Test
  void runningTextStandsUnderNoConditions() throws IOException {
    LanguagePlan plan = LanguagePlan.of(plan(SmallRuns.conditioned(Units.BYTE), 9));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LanguagePlan(
                    plan.model(), new BatchPlan(Items.NONE, 2, 2, 0.1), Regularization.NONE))
        .withMessageContaining("running text under conditions");
  }

  @Test
  void aModelOfConditionsLearnsNoTextWithoutThem() throws IOException {
    TrainingPlan plan = plan(SmallRuns.conditioned(Units.BYTE), 9);
    TrainingText plain = SmallRuns.text(Items.LINE, Units.BYTE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageTask.of(plan, plain))
        .withMessageContaining("conditions");
  }

  @Test
  void otherConditionsAreAnotherText() throws IOException {
    LabelledItems train = items("x", "y");
    TrainingText text = TrainingText.of(new LabelledParts(train, train.select(new int[0])));
    LabelledItems other = items("y", "x");
    TrainingText swapped = TrainingText.of(new LabelledParts(other, other.select(new int[0])));
    Map<String, String> metadata = new HashMap<>();
    TextMark.of(text).addTo(metadata);

    assertThat(text.train().bytes()).isEqualTo(swapped.train().bytes());
    assertThat(TextMark.of(swapped).difference(metadata))
        .isEqualTo("it was made of another text of the same length");
    assertThat(TextMark.of(text).difference(metadata)).isNull();
  }

  private static LabelledItems items(String... conditions) throws IOException {
    var builder = LabelledItems.builder(Units.CODEPOINT).lines();
    for (String condition : Arrays.asList(conditions)) {
      builder.add("a", condition, "here");
    }
    return builder.build();
  }
}
