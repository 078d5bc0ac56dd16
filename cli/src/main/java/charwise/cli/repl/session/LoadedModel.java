package charwise.cli.repl.session;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.input.PromptReader;
import charwise.cli.input.PromptReader.Unknown;
import charwise.cli.input.ModelArgument;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.sampling.BeamSearch;
import charwise.engine.sampling.GeneratedText;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.UnitSink;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A model, ready to write.
 *
 * @param name its file, as the user named it
 */
public record LoadedModel(String name, SavedModel saved, Generator generator) {
  public static LoadedModel read(String name, Console console) throws IOException {
    SavedModel saved = ModelArgument.language(console.resolve(name));
    var predictor = new ModelPredictor(saved.model(), 1);
    return new LoadedModel(
        name, saved, new Generator(predictor, saved.vocabulary(), saved.items()));
  }

  public Vocabulary vocabulary() {
    return saved.vocabulary();
  }

  public Items items() {
    return saved.items();
  }

  /** A short description of the model. */
  public String description() {
    LanguageModelConfig config = saved.model().config();
    String learnt =
        saved.training().get("validation_bits_per_char") instanceof Number bits
            ? ", " + NumberText.fixed(bits.doubleValue(), 3) + " bits a character"
            : "";
    return name
        + ": "
        + config.cell().label()
        + " of "
        + config.layerCount()
        + " x "
        + config.hiddenSize()
        + ", knows "
        + vocabulary().size()
        + " characters"
        + learnt;
  }

  /**
   * Reads a text in the units of this model.
   *
   * @param text UTF-8, or any bytes if those are the units
   * @param source what messages call it
   */
  Corpus corpus(byte[] text, String source, Unknown unknown, Console console) throws IOException {
    return new PromptReader(vocabulary(), unknown, "/set unknown skip", console)
        .read(source, new ByteArrayInputStream(text));
  }

  /** Continues {@code beginning}, of which {@code drawn} units were drawn for the seed. */
  GeneratedText write(
      Corpus beginning,
      Settings settings,
      long seed,
      long drawn,
      UnitSink sink,
      BooleanSupplier stopped)
      throws IOException {
    List<String> stops = settings.stop().isEmpty() ? List.of() : List.of(settings.stop());
    if (settings.beam() == 0) {
      var request =
          new GenerationRequest(
              beginning, settings.length(), stops, 1, settings.sampling(), seed, drawn);
      return generator.generate(request, sink, stopped).getFirst();
    }
    GeneratedText best =
        new BeamSearch(new ModelPredictor(saved.model(), 1), vocabulary(), saved.items())
            .search(beginning, settings.length(), stops, settings.beam(), stopped);
    for (int i = 0; i < best.text().length(); i++) {
      sink.accept(0, best.text().ids()[i], Double.NaN);
    }
    return best;
  }
}
