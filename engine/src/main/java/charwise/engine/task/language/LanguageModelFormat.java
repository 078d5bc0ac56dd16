package charwise.engine.task.language;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFormat;
import charwise.engine.checkpoint.ModelMetadata;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Language models in files. The config's {@code items} and {@code dropout} may be missing. */
public final class LanguageModelFormat implements ModelFormat<SavedModel> {
  /** The only one. */
  public static final LanguageModelFormat INSTANCE = new LanguageModelFormat();

  private LanguageModelFormat() {}

  @Override
  public String modelType() {
    return LanguageModelConfig.MODEL_TYPE;
  }

  @Override
  public String title() {
    return "a language model";
  }

  /** The metadata of a model's file, in the order in which they are written. */
  static Map<String, String> metadata(SavedModel saved) {
    LanguageModelConfig config = saved.model().config();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("cell", config.cell().label());
    fields.put("hidden_size", config.hiddenSize());
    fields.put("layers", config.layerCount());
    fields.put("residual", config.residual());
    fields.put("vocabulary_size", config.vocabularySize());
    fields.put("units", saved.units().label());
    fields.put("items", saved.items().label());
    fields.put("dropout", saved.dropout());
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", Json.write(fields));
    ModelMetadata.put(strings, "vocabulary", saved.vocabulary());
    strings.put("training", Json.write(saved.training()));
    return strings;
  }

  @Override
  public Description<SavedModel> describe(ModelMetadata metadata) throws InvalidModelException {
    Units units = metadata.choice("units", Units::of);
    Vocabulary vocabulary = metadata.vocabulary("vocabulary", units);
    CellType cell = metadata.choice("cell", CellType::of);
    int vocabularySize = metadata.size("vocabulary_size");
    int hiddenSize = metadata.size("hidden_size");
    int layerCount = metadata.size("layers");
    if (vocabularySize != vocabulary.size()) {
      throw metadata.invalid(
          "its vocabulary has " + vocabulary.size() + " units, not " + vocabularySize);
    }
    boolean residual = metadata.flag("residual");
    LanguageModelConfig config;
    try {
      config = new LanguageModelConfig(cell, vocabularySize, hiddenSize, layerCount, residual);
    } catch (IllegalArgumentException e) {
      throw metadata.invalid(String.valueOf(e.getMessage()));
    }
    Items items = metadata.choice("items", Items::of, Items.NONE);
    return new Described(
        config, vocabulary, items, metadata.real("dropout", 1, 0), metadata.training());
  }

  private record Described(
      LanguageModelConfig config,
      Vocabulary vocabulary,
      Items items,
      double dropout,
      Map<String, @Nullable Object> training)
      implements Description<SavedModel> {
    @Override
    public Model newModel() {
      return new LanguageModel(config);
    }

    @Override
    public SavedModel with(Model model) {
      return SavedModel.of((LanguageModel) model, vocabulary, items, dropout, training);
    }
  }
}
