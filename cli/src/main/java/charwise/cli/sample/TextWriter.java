package charwise.cli.sample;

import charwise.engine.checkpoint.SavedModel;
import charwise.engine.sampling.BeamSearch;
import charwise.engine.sampling.GeneratedText;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.UnitSink;
import charwise.engine.text.Corpus;
import java.io.IOException;
import java.util.List;

/** A model that writes as a configuration asks: by sampling, or by searching. */
final class TextWriter {
  private final SavedModel saved;
  private final SampleConfiguration configuration;
  private final ModelPredictor predictor;

  TextWriter(SavedModel saved, SampleConfiguration configuration) {
    this.saved = saved;
    this.configuration = configuration;
    this.predictor = new ModelPredictor(saved.model(), 1);
  }

  /** Continues {@code prompt}; units go to {@code sink} as they are chosen. */
  List<GeneratedText> write(Corpus prompt, UnitSink sink) throws IOException {
    return configuration.beam() > 0 ? List.of(search(prompt, sink)) : sample(prompt, sink);
  }

  private List<GeneratedText> sample(Corpus prompt, UnitSink sink) throws IOException {
    var request =
        new GenerationRequest(
            prompt,
            configuration.length(),
            configuration.stops(),
            configuration.count(),
            configuration.settings(),
            configuration.seed());
    return new Generator(predictor, saved.vocabulary(), saved.items()).generate(request, sink);
  }

  private GeneratedText search(Corpus prompt, UnitSink sink) throws IOException {
    GeneratedText best =
        new BeamSearch(predictor, saved.vocabulary(), saved.items())
            .search(prompt, configuration.length(), configuration.stops(), configuration.beam());
    for (int i = 0; i < best.text().length(); i++) {
      sink.accept(0, best.text().ids()[i]);
    }
    return best;
  }
}
