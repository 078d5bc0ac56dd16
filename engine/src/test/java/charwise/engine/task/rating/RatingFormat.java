package charwise.engine.task.rating;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFormat;
import charwise.engine.checkpoint.ModelMetadata;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.task.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Such models in files. What is read here is checked before anything of its size is allocated. */
final class RatingFormat implements ModelFormat<SavedRating> {
  @Override
  public String modelType() {
    return RatingConfig.MODEL_TYPE;
  }

  @Override
  public String title() {
    return "a model that rates";
  }

  static Map<String, String> metadata(SavedRating saved) {
    RatingConfig config = saved.model().config();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(config.encoder().layersToJson());
    fields.put("vocabulary_size", config.vocabularySize());
    fields.put("maximum_length", saved.maximumLength());
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", Json.write(fields));
    ModelMetadata.put(strings, "vocabulary", saved.vocabulary());
    strings.put("training", Json.write(saved.training()));
    return strings;
  }

  @Override
  public Description<SavedRating> describe(ModelMetadata metadata) throws InvalidModelException {
    Vocabulary vocabulary = metadata.vocabulary("vocabulary", Units.CODEPOINT);
    try {
      var config = new RatingConfig(metadata.encoder(vocabulary));
      return new Described(
          config, vocabulary, metadata.size("maximum_length"), metadata.training());
    } catch (IllegalArgumentException e) {
      throw metadata.invalid(String.valueOf(e.getMessage()));
    }
  }

  private record Described(
      RatingConfig config,
      Vocabulary vocabulary,
      int maximumLength,
      Map<String, @Nullable Object> training)
      implements Description<SavedRating> {
    @Override
    public Model newModel() {
      return new Rating(config);
    }

    @Override
    public SavedRating with(Model model) {
      return new SavedRating((Rating) model, vocabulary, maximumLength, training);
    }
  }
}
