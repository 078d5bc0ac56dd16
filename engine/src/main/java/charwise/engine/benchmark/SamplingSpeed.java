package charwise.engine.benchmark;

import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.SamplingSettings;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How fast text is generated, draws at temperature 1 included.
 *
 * @param charactersPerSecond of all streams together
 * @param warmUpSeconds until it no longer got faster
 */
public record SamplingSpeed(double charactersPerSecond, double warmUpSeconds) {
  private static final int LENGTH = 500;

  /**
   * Measures a shape with fresh weights.
   *
   * @param bfloat16 whether the weights are rounded to 16 bits
   * @param streams texts generated side by side
   * @param threads that share the texts
   * @param seconds how long to measure after the warm-up
   */
  public static SamplingSpeed measure(
      LanguageModelConfig config, boolean bfloat16, int streams, int threads, double seconds) {
    LanguageModel model = new LanguageModel(config);
    model.initialize(1);
    if (bfloat16) {
      model.roundToBfloat16();
    }
    Vocabulary vocabulary = SyntheticText.vocabulary(config.vocabularySize());
    GenerationRequest request =
        new GenerationRequest(
            SyntheticText.of(vocabulary, 1),
            LENGTH,
            List.of(),
            streams,
            SamplingSettings.DEFAULT.withTemperature(1),
            1);
    try (Team team = new Team(threads)) {
      Generator generator =
          new Generator(new ModelPredictor(model, 1), vocabulary, Items.NONE, team);
      Timing timing = Timing.of(() -> generate(generator, request), seconds);
      return new SamplingSpeed(
          (double) LENGTH * streams / timing.medianSeconds(), timing.warmUpSeconds());
    }
  }

  private static void generate(Generator generator, GenerationRequest request) {
    try {
      generator.generate(request, (text, id) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
