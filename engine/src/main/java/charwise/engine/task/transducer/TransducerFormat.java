package charwise.engine.task.transducer;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFormat;
import charwise.engine.checkpoint.ModelMetadata;
import charwise.engine.data.Symbols;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.TargetVocabulary;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.task.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Transducers in files. The features and the units of answers are lists of names; an answer's first
 * unit has the id 1, since 0 is the mark or the blank.
 */
public final class TransducerFormat implements ModelFormat<SavedTransducer> {
  /** The only one. */
  public static final TransducerFormat INSTANCE = new TransducerFormat();

  private TransducerFormat() {}

  @Override
  public String modelType() {
    return TransducerConfig.MODEL_TYPE;
  }

  @Override
  public String title() {
    return "a transducer";
  }

  /** The metadata of a model's file, in the order in which they are written. */
  static Map<String, String> metadata(SavedTransducer saved) {
    TransducerConfig config = saved.model().config();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(config.encoder().layersToJson());
    fields.put("decoder", config.decoder().label());
    fields.put("attention", config.attention().label());
    fields.put("attention_size", config.attentionSize());
    fields.put("repeat_input", config.repeatInput());
    fields.put("reverse_source", config.reverseSource());
    fields.put("vocabulary_size", config.vocabularySize());
    fields.put("target_vocabulary_size", config.targetVocabularySize());
    fields.put("units", saved.vocabulary().units().label());
    fields.put("target_units", saved.targetVocabulary().units().label());
    fields.put("longest_target", saved.longestTarget());
    fields.put("logit_scale", saved.model().logitScale());
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", Json.write(fields));
    ModelMetadata.put(strings, "vocabulary", saved.vocabulary());
    strings.put("features", Json.write(saved.features().names()));
    strings.put("target_vocabulary", Json.write(saved.targetVocabulary().symbols().names()));
    strings.put("training", Json.write(saved.training()));
    return strings;
  }

  @Override
  public Description<SavedTransducer> describe(ModelMetadata metadata)
      throws InvalidModelException {
    Vocabulary vocabulary = metadata.vocabulary("vocabulary", metadata.choice("units", Units::of));
    try {
      Symbols features = Symbols.of(metadata.names("features", 0, Symbols.MAXIMUM_SIZE));
      TargetVocabulary targets =
          new TargetVocabulary(
              metadata.choice("target_units", TargetUnits::of),
              Symbols.of(metadata.names("target_vocabulary", 1, Symbols.MAXIMUM_SIZE)));
      TransducerConfig config =
          new TransducerConfig(
              metadata.encoder(),
              metadata.choice("decoder", DecoderType::of),
              metadata.choice("attention", AttentionType::of),
              metadata.count("attention_size"),
              metadata.size("target_vocabulary_size"),
              metadata.size("repeat_input"),
              metadata.flag("reverse_source"));
      SavedTransducer.check(config, vocabulary, features, targets);
      int longest = metadata.size("longest_target");
      if (longest > TransducerData.MAXIMUM_LENGTH) {
        throw metadata.invalid("its config has no valid longest_target");
      }
      double scale = metadata.real("logit_scale", 2 * DecoderCalibration.LARGEST, 1);
      if (scale == 0) {
        throw metadata.invalid("its config has no valid logit_scale");
      }
      return new Described(
          config, vocabulary, features, targets, longest, scale, metadata.training());
    } catch (IllegalArgumentException e) {
      throw metadata.invalid(String.valueOf(e.getMessage()));
    }
  }

  private record Described(
      TransducerConfig config,
      Vocabulary vocabulary,
      Symbols features,
      TargetVocabulary targets,
      int longestTarget,
      double logitScale,
      Map<String, @Nullable Object> training)
      implements Description<SavedTransducer> {
    @Override
    public Model newModel() {
      return new Transducer(config);
    }

    @Override
    public SavedTransducer with(Model model) {
      Transducer transducer = (Transducer) model;
      transducer.logitScale(logitScale);
      return new SavedTransducer(
          transducer, vocabulary, features, targets, longestTarget, training);
    }
  }
}
