package charwise.cli.train;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.SamplingSettings;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A few words of a model, to show what it can do by now. */
final class ShortSample {
  private static final long SEED = 42;

  /** The most characters of a line. */
  private static final int LINE_LENGTH = 60;

  private ShortSample() {}

  /** A text of {@code length} units, always the same for the same weights. */
  static String of(LanguageModel model, Vocabulary vocabulary, Items items, int length) {
    return text(model, vocabulary, LanguageModelConfig.NO_CONDITION, items, length, List.of());
  }

  /** A line under each of the {@code most} most frequent conditions, after the condition's name. */
  static List<String> underConditions(
      LanguageModel model, Vocabulary vocabulary, Conditions conditions, int most) {
    return IntStream.range(0, conditions.size())
        .boxed()
        .sorted(Comparator.comparingLong(k -> -conditions.counts().get(k)))
        .limit(most)
        .map(
            k ->
                conditions.names().get(k)
                    + ": "
                    + text(model, vocabulary, k, Items.LINE, LINE_LENGTH, List.of("\n")))
        .toList();
  }

  private static String text(
      LanguageModel model,
      Vocabulary vocabulary,
      int condition,
      Items items,
      int length,
      List<String> stops) {
    try {
      Corpus nothing = Corpus.builder(vocabulary).build();
      var request =
          new GenerationRequest(nothing, length, stops, 1, SamplingSettings.DEFAULT, SEED);
      var generator = new Generator(new ModelPredictor(model, 1, condition), vocabulary, items);
      return new String(
          generator.generate(request, (text, id) -> {}).getFirst().text().bytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
