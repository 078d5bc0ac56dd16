package charwise.engine.task.tagger;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFormat;
import charwise.engine.checkpoint.ModelMetadata;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.task.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Taggers in files. */
public final class TaggerFormat implements ModelFormat<SavedTagger> {
  /** The only one. */
  public static final TaggerFormat INSTANCE = new TaggerFormat();

  private static final String RESTORE = "restore";
  private static final String LEXICON = "lexicon";

  private TaggerFormat() {}

  @Override
  public String modelType() {
    return TaggerConfig.MODEL_TYPE;
  }

  @Override
  public String title() {
    return "a tagger";
  }

  /** The metadata of a model's file, in the order in which they are written. */
  static Map<String, String> metadata(SavedTagger saved) {
    TaggerConfig config = saved.model().config();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(config.encoder().layersToJson());
    fields.put("vocabulary_size", config.vocabularySize());
    fields.put("tags", config.tags());
    fields.put("hints", config.hints());
    fields.put("units", Units.CODEPOINT.label());
    fields.put("scheme", saved.scheme().label());
    fields.put("window", saved.window().units());
    fields.put("context", saved.window().context());
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", Json.write(fields));
    ModelMetadata.put(strings, "vocabulary", saved.vocabulary());
    if (!saved.scheme().lost().isEmpty()) {
      strings.put(
          RESTORE, Json.write(saved.scheme().lost().stream().map(Restoration::label).toList()));
    }
    strings.put("tags", Json.write(saved.scheme().names()));
    if (config.hints() > 0) {
      strings.put(LEXICON, Json.write(saved.hints().text()));
    }
    strings.put("training", Json.write(saved.training()));
    return strings;
  }

  @Override
  public Description<SavedTagger> describe(ModelMetadata metadata) throws InvalidModelException {
    Units units = metadata.choice("units", Units::of);
    if (units != Units.CODEPOINT) {
      throw metadata.invalid("a tagger reads code points, not units of the kind " + units.label());
    }
    Vocabulary vocabulary = metadata.vocabulary("vocabulary", units);
    String label = metadata.choice("scheme", found -> found);
    List<String> names = metadata.names("tags", TaggerConfig.MAXIMUM_TAGS);
    List<String> restore =
        label.equals(RestorationScheme.LABEL)
            ? metadata.names(RESTORE, Restoration.values().length)
            : List.of();
    try {
      var config =
          new TaggerConfig(
              metadata.encoder(vocabulary), metadata.size("tags"), metadata.count("hints"));
      TagScheme scheme = scheme(label, names, restore);
      if (config.tags() != scheme.size()) {
        throw metadata.invalid("it has " + scheme.size() + " tags, not " + config.tags());
      }
      var window = new WindowSize(metadata.size("window"), metadata.count("context"));
      return new Described(
          config, vocabulary, scheme, hints(metadata, config), window, metadata.training());
    } catch (IllegalArgumentException e) {
      throw metadata.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static WordHints hints(ModelMetadata metadata, TaggerConfig config)
      throws InvalidModelException {
    if (config.hints() == 0) {
      return WordHints.NONE;
    }
    if (metadata.json(LEXICON) instanceof String text) {
      return WordHints.ofText(text, config.tags());
    }
    throw metadata.invalid("its " + LEXICON + " is not a text");
  }

  private static TagScheme scheme(String label, List<String> names, List<String> restore) {
    return switch (label) {
      case RestorationScheme.LABEL -> {
        Set<Restoration> lost = restore.stream().map(Restoration::of).collect(Collectors.toSet());
        yield new RestorationScheme(lost, TagSet.ofNames(names));
      }
      case UnitScheme.LABEL -> new UnitScheme(units(names));
      case TokenScheme.LABEL -> new TokenScheme(new TokenTags(names));
      default -> throw new IllegalArgumentException("its tags are of an unknown kind: " + label);
    };
  }

  private static Vocabulary units(List<String> names) {
    int[] units = new int[names.size()];
    for (int i = 0; i < units.length; i++) {
      String name = names.get(i);
      if (name.isEmpty() || name.codePointCount(0, name.length()) != 1) {
        throw new IllegalArgumentException("a tag is not one unit: " + name);
      }
      units[i] = name.codePointAt(0);
    }
    return Vocabulary.of(Units.CODEPOINT, units);
  }

  private record Described(
      TaggerConfig config,
      Vocabulary vocabulary,
      TagScheme scheme,
      WordHints hints,
      WindowSize window,
      Map<String, @Nullable Object> training)
      implements Description<SavedTagger> {
    @Override
    public Model newModel() {
      return new Tagger(config);
    }

    @Override
    public SavedTagger with(Model model) {
      return new SavedTagger((Tagger) model, vocabulary, scheme, hints, window, training);
    }
  }
}
