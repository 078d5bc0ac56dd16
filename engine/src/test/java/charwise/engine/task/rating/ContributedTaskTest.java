package charwise.engine.task.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.checkpoint.ModelFile;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.Predictor;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of a task in CONTRIBUTING.md. */
final class ContributedTaskTest {
  private static final Path SOURCES = Path.of("src/test/java/charwise/engine/task/rating");
  private static final int STEPS = 240;

  @TempDir private Path folder;

  /** Texts of the letters a to d, rated by how many of them are an a, and a half. */
  private static RatingData data() {
    RandomStream random = new RandomStream(3);
    List<String> texts = new ArrayList<>();
    List<Float> ratings = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(9);
      for (int t = 0; t < length; t++) {
        text.append((char) ('a' + random.nextInt(4)));
      }
      texts.add(text.toString());
      ratings.add(0.5f + text.chars().filter(unit -> unit == 'a').count());
    }
    return RatingData.split(texts, ratings, 0.2);
  }

  private static TrainingPlan plan(RatingData data) {
    return new TrainingPlan(
        new RatingPlan(
            new RatingConfig(
                new EncoderConfig(
                    CellType.GRU, data.vocabulary().size() + 1, 19, 1, false, Directions.FORWARD)),
            new ItemPlan(16, 64, 1024, 64, 0, 0)),
        new OptimizationPlan(
            OptimizerType.ADAM,
            new LearningRate(ScheduleType.COSINE, 0.02, 2, STEPS),
            0,
            Clipping.norm(5)),
        5,
        40,
        OnDivergence.STOP);
  }

  @Test
  void thePageShowsTheStepAsItIsAndNamesAllFiles() throws IOException {
    String page = Files.readString(Path.of("CONTRIBUTING.md"));
    String section = page.substring(page.indexOf("## Add a task in an hour"));
    section = section.substring(0, section.indexOf("\n## "));
    String start = "```java\n";
    int from = section.indexOf(start) + start.length();
    assertThat(section.substring(from, section.indexOf("```", from)))
        .isEqualTo(Files.readString(SOURCES.resolve("RatingStep.java")));
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> named =
          Pattern.compile("`(\\w*Rating\\w*)`")
              .matcher(section)
              .results()
              .map(found -> found.group(1) + ".java")
              .distinct()
              .toList();
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.contains("Rating"))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void itsGradientsAgreeWithDifferences() {
    RatingData data = data();
    Rating model = new RatingTask(plan(data), data).model();
    try (Team team = new Team(1)) {
      GradientStep step =
          new RatingStep(model, data.train(), ((RatingPlan) plan(data).task()).items(), 5, team);
      float[] values = model.parameters().values();
      run(step, team);
      float[] gradients = model.parameters().gradients().clone();
      for (int i = 0; i < values.length; i += 7) {
        float old = values[i];
        values[i] = old + 0.01f;
        double above = run(step, team);
        values[i] = old - 0.01f;
        double below = run(step, team);
        values[i] = old;
        assertThat((double) gradients[i]).isCloseTo((above - below) / 0.02, within(2e-3));
      }
    }
  }

  /** The mean loss of the first batch. */
  private static double run(GradientStep step, Team team) {
    step.load(1);
    team.run(step::backpropagate);
    return step.loss().natsPerCharacter();
  }

  /** The model of a run that is stopped after some steps and goes on. */
  private SavedRating train(int threads, List<Long> stops) throws IOException {
    RatingData data = data();
    RunFiles files = RunFiles.of(Files.createTempFile(folder, "run", ".safetensors"), 0);
    for (int part = 0; part <= stops.size(); part++) {
      long stop = part < stops.size() ? stops.get(part) : Long.MAX_VALUE;
      try (Trainer trainer =
          part == 0
              ? Trainer.start(plan(data), new RatingTask(plan(data), data), threads, files)
              : Trainer.resume(
                  files, RatingPlan::of, planned -> new RatingTask(planned, data), threads)) {
        Outcome outcome =
            trainer.run(
                event -> {
                  if (event instanceof Progress progress && progress.step() == stop) {
                    trainer.stop();
                  }
                });
        assertThat(outcome instanceof Outcome.Completed).isEqualTo(part == stops.size());
      }
    }
    return ModelFile.read(files.model(), new RatingFormat());
  }

  @Test
  void itLearnsTheSameHoweverItIsRunAndAnswers() throws IOException {
    SavedRating saved = train(1, List.of());
    String sha256 = ModelFile.sha256(saved.model());
    assertThat(ModelFile.sha256(train(3, List.of(7L, 50L)).model())).isEqualTo(sha256);
    assertThat((Double) saved.training().get("validation_metric")).isLessThan(0.2);
    try (Team team = new Team(2)) {
      Predictor predictor = saved.predictor(1, team);
      var answers = predictor.answer(List.of("bcd", "abacada", "aéb"));
      assertThat(Double.parseDouble(answers.get(0).best().prediction()))
          .isCloseTo(0.5, within(0.7));
      assertThat(Double.parseDouble(answers.get(1).best().prediction()))
          .isCloseTo(4.5, within(0.9));
      assertThat(answers.get(2).unknown()).isEqualTo(1);
    }
    assertThat(saved.input("ab").steps()).isEqualTo(2);
  }
}
