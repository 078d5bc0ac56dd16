package charwise.cli.repl.session;

import charwise.cli.console.Console;
import charwise.cli.console.Nearest;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.input.ConditionArgument;
import charwise.cli.input.PromptReader;
import charwise.cli.input.PromptReader.Unknown;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.sampling.BeamSearch;
import charwise.engine.sampling.Continuation;
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.UnitSink;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A model that writes.
 *
 * @param name its file, as the user named it
 * @param condition what it writes under; see {@link ModelPredictor}
 */
public record WritingModel(String name, SavedModel saved, int condition, Generator generator)
    implements LoadedModel {
  /** A model to write under its most frequent condition if it has some. */
  static WritingModel of(String name, SavedModel saved) {
    Conditions conditions = saved.conditions();
    return of(
        name,
        saved,
        conditions.isEmpty() ? LanguageModelConfig.NO_CONDITION : conditions.mostFrequent());
  }

  private static WritingModel of(String name, SavedModel saved, int condition) {
    var predictor = new ModelPredictor(saved.model(), 1, condition);
    return new WritingModel(
        name, saved, condition, new Generator(predictor, saved.vocabulary(), saved.items()));
  }

  /**
   * The same model, to write under another condition.
   *
   * @param wanted its name; empty for none
   * @throws UserException if the model does not have it, or needs one
   */
  WritingModel under(String wanted) {
    Conditions conditions = saved.conditions();
    int id = conditions.id(wanted);
    if (id < 0 && !(conditions.isEmpty() && wanted.isEmpty())) {
      throw UserException.failure(
          conditions.isEmpty() ? "the model knows no conditions" : "no such condition",
          wanted.isEmpty() ? Setting.NONE : wanted,
          conditions.isEmpty()
              ? "a model learns them from charwise train --condition"
              : Nearest.question(wanted, conditions.names())
                  + "there are "
                  + ConditionArgument.listed(conditions));
    }
    return id == condition ? this : of(name, saved, id);
  }

  @Override
  public Settings usual() {
    return Settings.usual(saved.items(), saved.conditions());
  }

  @Override
  public Vocabulary vocabulary() {
    return saved.vocabulary();
  }

  public Items items() {
    return saved.items();
  }

  @Override
  public String description() {
    String learnt =
        saved.training().get("validation_bits_per_char") instanceof Number bits
            ? ", " + NumberText.fixed(bits.doubleValue(), 3) + " bits a character"
            : "";
    return name
        + ": "
        + saved.model().config().title()
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
  Continuation write(
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
    Continuation best =
        new BeamSearch(new ModelPredictor(saved.model(), 1, condition), vocabulary(), saved.items())
            .search(beginning, settings.length(), stops, settings.beam(), stopped);
    for (int i = 0; i < best.text().length(); i++) {
      sink.accept(0, best.text().ids()[i], Double.NaN);
    }
    return best;
  }
}
