package charwise.engine.task.language;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFormat;
import charwise.engine.checkpoint.ModelMetadata;
import charwise.engine.data.Items;
import charwise.engine.data.Labels;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.task.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Language models in files. The config's {@code items} and {@code dropout} may be missing; {@code
 * conditions}, how many there are, is there only where there are some, and with it the metadata
 * {@code conditions}, their names, and {@code condition_counts}; likewise {@code ngram_sequences}
 * and {@code ngram_contexts}, where n-grams stand beside the network.
 */
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
    fields.putAll(config.network().toJson());
    fields.put("vocabulary_size", config.vocabularySize());
    fields.put("units", saved.units().label());
    fields.put("items", saved.items().label());
    fields.put("dropout", saved.dropout());
    Conditions conditions = saved.conditions();
    if (!conditions.isEmpty()) {
      fields.put("conditions", conditions.size());
    }
    if (!config.ngrams().isEmpty()) {
      fields.put("ngram_sequences", config.ngrams().sequences());
      fields.put("ngram_contexts", config.ngrams().contexts());
    }
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", Json.write(fields));
    ModelMetadata.put(strings, "vocabulary", saved.vocabulary());
    if (!conditions.isEmpty()) {
      strings.put("conditions", Json.write(conditions.names()));
      strings.put("condition_counts", Json.write(conditions.counts()));
    }
    strings.put("training", Json.write(saved.training()));
    return strings;
  }

  @Override
  public Description<SavedModel> describe(ModelMetadata metadata) throws InvalidModelException {
    Units units = metadata.choice("units", Units::of);
    Vocabulary vocabulary = metadata.vocabulary("vocabulary", units);
    NetworkConfig network = network(metadata);
    int vocabularySize = metadata.size("vocabulary_size");
    if (vocabularySize != vocabulary.size()) {
      throw metadata.invalid(
          "its vocabulary has " + vocabulary.size() + " units, not " + vocabularySize);
    }
    Items items = metadata.choice("items", Items::of, Items.NONE);
    try {
      Conditions conditions = conditions(metadata);
      var ngrams =
          new NgramSizes(metadata.count("ngram_sequences", 0), metadata.count("ngram_contexts", 0));
      var config = new LanguageModelConfig(network, vocabularySize, conditions.size(), ngrams);
      if (!conditions.isEmpty() && (items != Items.LINE || vocabulary.id('\n') < 0)) {
        throw metadata.invalid("it has conditions but knows no lines to stand under them");
      }
      return new Described(
          config,
          vocabulary,
          items,
          metadata.real("dropout", 1, 0),
          conditions,
          metadata.training());
    } catch (IllegalArgumentException e) {
      throw metadata.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static NetworkConfig network(ModelMetadata metadata) throws InvalidModelException {
    NetworkType type = metadata.choice("network", NetworkType::of, NetworkType.RECURRENT);
    try {
      return type == NetworkType.RECURRENT
          ? new RecurrentConfig(
              metadata.choice("cell", CellType::of),
              metadata.size("hidden_size"),
              metadata.size("layers"),
              metadata.flag("residual"))
          : NetworkType.read(metadata.fields());
    } catch (IllegalArgumentException e) {
      throw metadata.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Conditions conditions(ModelMetadata metadata) throws InvalidModelException {
    int size = metadata.count("conditions", 0);
    if (size == 0) {
      return Conditions.NONE;
    }
    List<String> names = metadata.names("conditions", Labels.MAXIMUM_SIZE);
    if (names.size() != size) {
      throw metadata.invalid("it has " + names.size() + " conditions, not " + size);
    }
    if (!(metadata.json("condition_counts") instanceof List<?> list)) {
      throw metadata.invalid("its condition_counts are not a JSON array");
    }
    List<Long> counts = new ArrayList<>();
    for (Object count : list) {
      if (!(count instanceof Long number)) {
        throw metadata.invalid("number " + counts.size() + " in its condition_counts is no count");
      }
      counts.add(number);
    }
    return new Conditions(names, counts);
  }

  private record Described(
      LanguageModelConfig config,
      Vocabulary vocabulary,
      Items items,
      double dropout,
      Conditions conditions,
      Map<String, @Nullable Object> training)
      implements Description<SavedModel> {
    @Override
    public Model newModel() {
      return new LanguageModel(config);
    }

    @Override
    public SavedModel with(Model model) {
      LanguageModel language = (LanguageModel) model;
      language.mixCounts();
      return SavedModel.of(language, vocabulary, items, dropout, conditions, training);
    }
  }
}
