package charwise.engine.checkpoint;

import static charwise.engine.checkpoint.InvalidModelException.quote;

import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import charwise.engine.json.JsonFields;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.EncoderConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one model file's metadata, read without trust; every failure names the file. Texts
 * under unknown keys are passed over, and so are unknown fields of the config.
 */
public final class ModelMetadata {
  /** The longest text in a list of names. */
  private static final int LONGEST_NAME = 10_000;

  private final Path file;
  private final Map<String, String> strings;
  private final Map<?, ?> config;

  ModelMetadata(Path file, Map<String, String> strings) throws InvalidModelException {
    this.file = file;
    this.strings = strings;
    if (!(json("config") instanceof Map<?, ?> fields)) {
      throw invalid("its config is not a JSON object");
    }
    this.config = fields;
  }

  /** A choice by its label in the config, where it must be. */
  public <T> T choice(String key, Function<String, T> choices) throws InvalidModelException {
    return choice(key, choices, null);
  }

  /**
   * A choice by its label in the config.
   *
   * @param choices throws {@link IllegalArgumentException} at an unknown label
   * @param otherwise what it is if the config does not say; null if it must
   */
  public <T> T choice(String key, Function<String, T> choices, @Nullable T otherwise)
      throws InvalidModelException {
    if (otherwise != null && !config.containsKey(key)) {
      return otherwise;
    }
    if (!(config.get(key) instanceof String label)) {
      throw invalid("its config has no " + key);
    }
    try {
      return choices.apply(label);
    } catch (IllegalArgumentException e) {
      throw invalid("its config has an unknown " + key + ", " + quote(label));
    }
  }

  /** The fields of the config, for those who read them all at once. */
  public JsonFields fields() {
    return new JsonFields(config);
  }

  /** The shape of layers that read items. */
  public EncoderConfig encoder() throws InvalidModelException {
    return new EncoderConfig(
        choice("cell", CellType::of),
        size("vocabulary_size"),
        size("hidden_size"),
        size("layers"),
        flag("residual"),
        choice("directions", Directions::of));
  }

  /** The shape of layers that read the units of a vocabulary, and an unknown one. */
  public EncoderConfig encoder(Vocabulary vocabulary) throws InvalidModelException {
    EncoderConfig encoder = encoder();
    if (encoder.vocabularySize() != vocabulary.size() + 1) {
      throw invalid(
          "its vocabulary has "
              + vocabulary.size()
              + " units and the unknown one, not "
              + encoder.vocabularySize());
    }
    return encoder;
  }

  /** A size of the config, from 1. */
  public int size(String key) throws InvalidModelException {
    if (config.get(key) instanceof Long size && size >= 1 && size <= Integer.MAX_VALUE) {
      return size.intValue();
    }
    throw invalid("its config has no valid " + key);
  }

  /** A number of the config, from 0; {@code otherwise} if the config has none. */
  public int count(String key, int otherwise) throws InvalidModelException {
    return config.containsKey(key) ? count(key) : otherwise;
  }

  /** A number of the config, from 0. */
  public int count(String key) throws InvalidModelException {
    if (config.get(key) instanceof Long count && count >= 0 && count <= Integer.MAX_VALUE) {
      return count.intValue();
    }
    throw invalid("its config has no valid " + key);
  }

  /** Yes or no in the config. */
  public boolean flag(String key) throws InvalidModelException {
    if (config.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw invalid("its config does not say whether it is " + key);
  }

  /** A number from 0 up to {@code limit}, without it; {@code otherwise} if the config has none. */
  public double real(String key, double limit, double otherwise) throws InvalidModelException {
    Object value = config.containsKey(key) ? config.get(key) : (Object) otherwise;
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() < limit) {
      return number.doubleValue();
    }
    throw invalid("its config has no valid " + key);
  }

  /** A vocabulary that {@link #put} stored under {@code key}. */
  public Vocabulary vocabulary(String key, Units units) throws InvalidModelException {
    if (!(json(key) instanceof List<?> list)) {
      throw invalid("its " + key + " is not a JSON array");
    }
    if (list.size() > Vocabulary.MAXIMUM_SIZE) {
      throw invalid("its " + key + " has " + list.size() + " units, too many");
    }
    int[] distinctUnits = new int[list.size()];
    for (int id = 0; id < distinctUnits.length; id++) {
      distinctUnits[id] = unit(key, units, list.get(id), id);
    }
    try {
      return Vocabulary.of(units, distinctUnits);
    } catch (IllegalArgumentException e) {
      throw invalid("its " + key + " is not valid, " + e.getMessage());
    }
  }

  private int unit(String key, Units units, @Nullable Object value, int id)
      throws InvalidModelException {
    if (units == Units.BYTE && value instanceof Long number && number >= 0 && number <= 0xFF) {
      return number.intValue();
    }
    if (units == Units.CODEPOINT
        && value instanceof String text
        && !text.isEmpty()
        && text.length() == Character.charCount(text.codePointAt(0))) {
      return text.codePointAt(0);
    }
    throw invalid("number " + id + " in its " + key + " is not a " + units.label());
  }

  /** Names, such as those of labels: a JSON array of 1 to {@code most} texts under {@code key}. */
  public List<String> names(String key, int most) throws InvalidModelException {
    return names(key, 1, most);
  }

  /** Names: a JSON array of {@code fewest} to {@code most} texts under {@code key}. */
  public List<String> names(String key, int fewest, int most) throws InvalidModelException {
    if (!(json(key) instanceof List<?> list) || list.size() < fewest || list.size() > most) {
      throw invalid("its " + key + " is not a JSON array of " + fewest + " to " + most + " texts");
    }
    List<String> names = new ArrayList<>();
    for (Object name : list) {
      if (!(name instanceof String text) || text.length() > LONGEST_NAME) {
        throw invalid("number " + names.size() + " in its " + key + " is not a text");
      }
      names.add(text);
    }
    return List.copyOf(names);
  }

  /** How the model was trained; empty where nothing is known. */
  public Map<String, @Nullable Object> training() throws InvalidModelException {
    Map<String, @Nullable Object> training = new LinkedHashMap<>();
    if (strings.containsKey("training")) {
      if (!(json("training") instanceof Map<?, ?> fields)) {
        throw invalid("its training record is not a JSON object");
      }
      fields.forEach((key, value) -> training.put((String) key, value));
    }
    return training;
  }

  /** Where the model comes from. */
  public Origin origin() {
    return Origin.of(strings.get(Origin.KEY));
  }

  /** Stores a vocabulary: code points as texts, bytes as numbers. */
  public static void put(Map<String, String> strings, String key, Vocabulary vocabulary) {
    List<Object> units = new ArrayList<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      int unit = vocabulary.unit(id);
      units.add(vocabulary.units() == Units.BYTE ? unit : Character.toString(unit));
    }
    strings.put(key, Json.write(units));
  }

  /** Any other JSON value under a key of the metadata. */
  public @Nullable Object json(String key) throws InvalidModelException {
    try {
      return Json.parse(string(key));
    } catch (JsonException e) {
      throw invalid("its " + key + " is broken, " + e.getMessage());
    }
  }

  private String string(String key) throws InvalidModelException {
    String value = strings.get(key);
    if (value == null) {
      throw invalid("its metadata have no " + key);
    }
    return value;
  }

  /** A refusal that names the file. */
  public InvalidModelException invalid(String reason) {
    return new InvalidModelException(file, reason);
  }
}
