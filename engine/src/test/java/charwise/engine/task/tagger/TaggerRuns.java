package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.EncoderRequest;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Data and runs of taggers that take a moment. */
final class TaggerRuns {
  private static final List<String> WORDS =
      List.of("Anna", "Émile", "Paris", "the", "cat", "sat", "café", "in", "and", "saw", "a");

  private TaggerRuns() {}

  /** Sentences of a few words, one line of them very long. */
  static Corpus text() throws IOException {
    RandomStream random = new RandomStream(3);
    String lines =
        IntStream.range(0, 200)
            .mapToObj(i -> sentence(random, i == 7 ? 150 : 1 + random.nextInt(9)))
            .collect(Collectors.joining("\n"));
    return corpus(lines);
  }

  private static String sentence(RandomStream random, int words) {
    return IntStream.range(0, words)
            .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
            .collect(Collectors.joining(" "))
        + (random.nextInt(3) == 0 ? "!" : ".");
  }

  static Corpus corpus(String lines) throws IOException {
    return Corpus.builder(Units.CODEPOINT)
        .items(Items.LINE)
        .add("text", new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  static TaggerData restoration(Restoration... lost) throws IOException {
    return RestorationItems.of(Set.of(lost), text(), null, 0.2);
  }

  /** Sentences whose names are chunks. */
  static TaggerData entities() throws IOException {
    RandomStream random = new RandomStream(4);
    TokenItems items = new TokenItems();
    for (int i = 0; i < 150; i++) {
      List<String> tokens =
          IntStream.rangeClosed(0, random.nextInt(8))
              .mapToObj(j -> WORDS.get(random.nextInt(WORDS.size())))
              .toList();
      List<String> tags =
          tokens.stream()
              .map(token -> token.equals("Paris") ? "B-LOC" : token.charAt(0) < 'a' ? "B-PER" : "O")
              .toList();
      items.add(tokens, tags, "item");
    }
    return items.build(0.2);
  }

  static TrainingPlan plan(TaggerData data, CellType cell, int steps) {
    TaggerRequest open = TaggerRequest.open(7);
    return TaggerRecipe.plan(
        new TaggerRequest(
            new EncoderRequest(cell, 19, 2, null, Directions.BOTH, 0.1, 9),
            null,
            null,
            Budget.ofSteps(steps),
            open.optimization(),
            7),
        data,
        1);
  }

  /** The model that a run leaves which is stopped after some steps. */
  static SavedTagger run(
      Path folder, TaggerData data, TrainingPlan plan, int threads, List<Integer> stops)
      throws IOException {
    RunFiles files = RunFiles.of(Files.createTempFile(folder, "run", ".safetensors"), 0);
    for (int part = 0; part <= stops.size(); part++) {
      long stop = part < stops.size() ? stops.get(part) : Long.MAX_VALUE;
      try (Trainer trainer =
          part == 0
              ? Trainer.start(plan, TaggerTask.of(plan, data), threads, files)
              : Trainer.resume(
                  files, TaggerPlan::of, planned -> TaggerTask.of(planned, data), threads)) {
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
    return SavedTagger.read(files.model());
  }

  /** All of a model file but how long the run took. */
  static byte[] bytes(Path folder, SavedTagger saved) throws IOException {
    Path copy = Files.createTempFile(folder, "copy", ".safetensors");
    new SavedTagger(
            saved.model(),
            saved.vocabulary(),
            saved.scheme(),
            saved.hints(),
            saved.window(),
            Map.of())
        .write(copy);
    return Files.readAllBytes(copy);
  }
}
