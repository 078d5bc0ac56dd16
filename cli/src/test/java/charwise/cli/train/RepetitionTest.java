package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.Units;
import charwise.engine.training.PlanRequest;
import charwise.engine.training.Recipe;
import charwise.engine.training.TrainingPlan;
import charwise.engine.training.TrainingText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private static TrainingText text() throws IOException {
    byte[] bytes = "a quick brown fox\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);
    Corpus all = Corpus.builder(Units.CODEPOINT).add("fox", new ByteArrayInputStream(bytes)).build();
    return new TrainingText(all.slice(0, 530_000), all.slice(530_000, 531_000));
  }

  private static PlanRequest request(
      @Nullable Integer hidden, @Nullable Integer timeSteps, @Nullable Long steps,
      @Nullable Double minutes) {
    return new PlanRequest(
        null, hidden, null, null, null, null, timeSteps, null, steps, minutes, null, null, null,
        null, null, null, Items.NONE, 42);
  }

  @Test
  void theOptionsNamedGiveTheSamePlan() throws IOException {
    TrainingText text = text();
    PlanRequest timed = request(null, null, null, 0.05);
    TrainingPlan plan = Recipe.plan(timed, text, 1);

    Matcher options = Pattern.compile("--steps (\\d+) --hidden (\\d+)(?: --bptt (\\d+))?")
        .matcher(Repetition.options(timed, plan, text));

    assertThat(options.matches()).isTrue();
    PlanRequest named = request(
        Integer.valueOf(options.group(2)),
        options.group(3) == null ? null : Integer.valueOf(options.group(3)),
        Long.valueOf(options.group(1)),
        null);
    assertThat(Recipe.plan(named, text, 1)).isEqualTo(plan);
  }

  @Test
  void whatWasAskedForIsNotNamedAgain() throws IOException {
    TrainingText text = text();
    PlanRequest timed = request(8, 8, null, 0.05);
    TrainingPlan plan = Recipe.plan(timed, text, 1);

    assertThat(Repetition.options(timed, plan, text)).isEqualTo("--steps " + plan.steps());
    assertThat(Recipe.plan(Repetition.inSteps(timed, plan.steps()), text, 1)).isEqualTo(plan);
  }
}
