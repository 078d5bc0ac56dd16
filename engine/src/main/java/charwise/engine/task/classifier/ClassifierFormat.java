package charwise.engine.task.classifier;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFormat;
import charwise.engine.checkpoint.ModelMetadata;
import charwise.engine.data.Labels;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.task.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classifiers in files. */
public final class ClassifierFormat implements ModelFormat<SavedClassifier> {
  /** The only one. */
  public static final ClassifierFormat INSTANCE = new ClassifierFormat();

  private ClassifierFormat() {}

  @Override
  public String modelType() {
    return ClassifierConfig.MODEL_TYPE;
  }

  @Override
  public String title() {
    return "a classifier";
  }

  /** The metadata of a model's file, in the order in which they are written. */
  static Map<String, String> metadata(SavedClassifier saved) {
    ClassifierConfig config = saved.model().config();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(config.encoder().layersToJson());
    fields.put("pooling", config.pooling().label());
    fields.put("vocabulary_size", config.vocabularySize());
    fields.put("classes", config.classes());
    fields.put("ngram_rows", config.ngramRows());
    fields.put("units", saved.vocabulary().units().label());
    fields.put("maximum_length", saved.maximumLength());
    fields.put("network_scale", saved.networkScale());
    fields.put("ngram_scale", saved.ngramScale());
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", Json.write(fields));
    ModelMetadata.put(strings, "vocabulary", saved.vocabulary());
    strings.put("labels", Json.write(saved.labels().names()));
    strings.put("training", Json.write(saved.training()));
    return strings;
  }

  @Override
  public Description<SavedClassifier> describe(ModelMetadata metadata)
      throws InvalidModelException {
    Vocabulary vocabulary = metadata.vocabulary("vocabulary", metadata.choice("units", Units::of));
    try {
      Labels labels = Labels.of(metadata.names("labels", Labels.MAXIMUM_SIZE));
      var config =
          new ClassifierConfig(
              metadata.encoder(vocabulary),
              metadata.choice("pooling", PoolingType::of),
              metadata.size("classes"),
              metadata.count("ngram_rows"));
      if (config.classes() != labels.size()) {
        throw metadata.invalid("it has " + labels.size() + " labels, not " + config.classes());
      }
      int longest = metadata.size("maximum_length");
      if (longest > SavedClassifier.LONGEST) {
        throw metadata.invalid("its config has no valid maximum_length");
      }
      return new Described(
          config,
          vocabulary,
          labels,
          longest,
          metadata.real("network_scale", SavedClassifier.LARGEST_SCALE, 1),
          metadata.real("ngram_scale", SavedClassifier.LARGEST_SCALE, 0),
          metadata.training());
    } catch (IllegalArgumentException e) {
      throw metadata.invalid(String.valueOf(e.getMessage()));
    }
  }

  private record Described(
      ClassifierConfig config,
      Vocabulary vocabulary,
      Labels labels,
      int maximumLength,
      double networkScale,
      double ngramScale,
      Map<String, @Nullable Object> training)
      implements Description<SavedClassifier> {
    @Override
    public Model newModel() {
      return new Classifier(config);
    }

    @Override
    public SavedClassifier with(Model model) {
      return new SavedClassifier(
          (Classifier) model,
          vocabulary,
          labels,
          maximumLength,
          networkScale,
          ngramScale,
          training);
    }
  }
}
