package charwise.cli.train;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.SamplingSettings;
import charwise.engine.task.language.LanguageModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short text of a model, to show its state. */
final class ShortSample {
  private static final long SEED = 42;

  private ShortSample() {}

  /** A text of {@code length} units, always the same for the same weights. */
  static String of(LanguageModel model, Vocabulary vocabulary, Items items, int length) {
    try {
      Corpus nothing = Corpus.builder(vocabulary).build();
      var request =
          new GenerationRequest(nothing, length, List.of(), 1, SamplingSettings.DEFAULT, SEED);
      var generator = new Generator(new ModelPredictor(model, 1), vocabulary, items);
      return new String(
          generator.generate(request, (text, id) -> {}).getFirst().text().bytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
