package charwise.engine.checkpoint;

import static charwise.engine.checkpoint.InvalidModelException.quote;

import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModelConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a model file says in its metadata: everything but the weights. */
record ModelMetadata(
    LanguageModelConfig config,
    Vocabulary vocabulary,
    Items items,
    double dropout,
    Map<String, @Nullable Object> training) {
  private static final String FORMAT = "charwise";
  private static final String FORMAT_VERSION = "1";
  private static final String MODEL_TYPE = "language-model";

  static ModelMetadata of(SavedModel saved) {
    return new ModelMetadata(
        saved.model().config(),
        saved.vocabulary(),
        saved.items(),
        saved.dropout(),
        saved.training());
  }

  /** The metadata's texts, in the order in which they are written. */
  Map<String, String> toStrings() {
    Map<String, @Nullable Object> configFields = new LinkedHashMap<>();
    configFields.put("cell", config.cell().label());
    configFields.put("hidden_size", config.hiddenSize());
    configFields.put("layers", config.layerCount());
    configFields.put("residual", config.residual());
    configFields.put("vocabulary_size", config.vocabularySize());
    configFields.put("units", vocabulary.units().label());
    configFields.put("items", items.label());
    configFields.put("dropout", dropout);
    List<Object> units = new ArrayList<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      int unit = vocabulary.unit(id);
      units.add(vocabulary.units() == Units.BYTE ? unit : Character.toString(unit));
    }
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("format", FORMAT);
    strings.put("format_version", FORMAT_VERSION);
    strings.put("model_type", MODEL_TYPE);
    strings.put("config", Json.write(configFields));
    strings.put("vocabulary", Json.write(units));
    strings.put("training", Json.write(training));
    return strings;
  }

  /**
   * Reads the metadata's texts. Texts under other keys are passed over, and so are other fields of
   * the config; {@code training} and the config's {@code items} and {@code dropout} may be missing.
   *
   * @throws InvalidModelException if they do not describe a model
   */
  static ModelMetadata read(Path file, Map<String, String> strings) throws InvalidModelException {
    return new Reader(file, strings).read();
  }

  /** Reads one file's metadata; every failure names the file. */
  private record Reader(Path file, Map<String, String> strings) {

    ModelMetadata read() throws InvalidModelException {
      requireFormat();
      if (!(json("config") instanceof Map<?, ?> fields)) {
        throw invalid("its config is not a JSON object");
      }
      Units units = choice(fields, "units", Units::of, null);
      Vocabulary vocabulary = vocabulary(units);
      CellType cell = choice(fields, "cell", CellType::of, null);
      int vocabularySize = size(fields, "vocabulary_size");
      int hiddenSize = size(fields, "hidden_size");
      int layerCount = size(fields, "layers");
      if (vocabularySize != vocabulary.size()) {
        throw invalid(
            "its vocabulary has " + vocabulary.size() + " units, not " + vocabularySize);
      }
      if (!(fields.get("residual") instanceof Boolean residual)) {
        throw invalid("its config does not say whether it is residual");
      }
      LanguageModelConfig config;
      try {
        config = new LanguageModelConfig(cell, vocabularySize, hiddenSize, layerCount, residual);
      } catch (IllegalArgumentException e) {
        throw invalid(String.valueOf(e.getMessage()));
      }
      Items items = choice(fields, "items", Items::of, Items.NONE);
      return new ModelMetadata(config, vocabulary, items, dropout(fields), training());
    }

    private void requireFormat() throws InvalidModelException {
      if (!FORMAT.equals(strings.get("format"))) {
        throw new InvalidModelException(
            file,
            "a safetensors file, but not of charwise",
            "name a model that charwise train has written");
      }
      String version = string("format_version");
      if (!version.equals(FORMAT_VERSION)) {
        throw new InvalidModelException(
            file,
            "a model of format version " + quote(version) + ", but only 1 is known here",
            "use the charwise that wrote it, or a newer one");
      }
      String type = string("model_type");
      if (!type.equals(MODEL_TYPE)) {
        throw new InvalidModelException(
            file,
            "a model of type " + quote(type) + ", not " + MODEL_TYPE,
            "use a newer charwise, or another model");
      }
    }

    private Vocabulary vocabulary(Units units) throws InvalidModelException {
      if (!(json("vocabulary") instanceof List<?> list)) {
        throw invalid("its vocabulary is not a JSON array");
      }
      if (list.size() > Vocabulary.MAXIMUM_SIZE) {
        throw invalid("its vocabulary has " + list.size() + " units, too many");
      }
      int[] distinctUnits = new int[list.size()];
      for (int id = 0; id < distinctUnits.length; id++) {
        distinctUnits[id] = unit(units, list.get(id), id);
      }
      try {
        return Vocabulary.of(units, distinctUnits);
      } catch (IllegalArgumentException e) {
        throw invalid("its vocabulary is not valid, " + e.getMessage());
      }
    }

    private int unit(Units units, @Nullable Object value, int id) throws InvalidModelException {
      if (units == Units.BYTE && value instanceof Long number && number >= 0 && number <= 0xFF) {
        return number.intValue();
      }
      if (units == Units.CODEPOINT
          && value instanceof String text
          && !text.isEmpty()
          && text.length() == Character.charCount(text.codePointAt(0))) {
        return text.codePointAt(0);
      }
      throw invalid("number " + id + " in its vocabulary is not a " + units.label());
    }

    private double dropout(Map<?, ?> fields) throws InvalidModelException {
      Object value = fields.containsKey("dropout") ? fields.get("dropout") : 0.0;
      if (value instanceof Number number
          && number.doubleValue() >= 0
          && number.doubleValue() < 1) {
        return number.doubleValue();
      }
      throw invalid("its config has no valid dropout");
    }

    private Map<String, @Nullable Object> training() throws InvalidModelException {
      Map<String, @Nullable Object> training = new LinkedHashMap<>();
      if (strings.containsKey("training")) {
        if (!(json("training") instanceof Map<?, ?> fields)) {
          throw invalid("its training record is not a JSON object");
        }
        fields.forEach((key, value) -> training.put((String) key, value));
      }
      return training;
    }

    private <T> T choice(
        Map<?, ?> fields, String key, Function<String, T> choices, @Nullable T otherwise)
        throws InvalidModelException {
      if (otherwise != null && !fields.containsKey(key)) {
        return otherwise;
      }
      if (!(fields.get(key) instanceof String label)) {
        throw invalid("its config has no " + key);
      }
      try {
        return choices.apply(label);
      } catch (IllegalArgumentException e) {
        throw invalid("its config has an unknown " + key + ", " + quote(label));
      }
    }

    private int size(Map<?, ?> fields, String key) throws InvalidModelException {
      if (fields.get(key) instanceof Long size && size >= 1 && size <= Integer.MAX_VALUE) {
        return size.intValue();
      }
      throw invalid("its config has no valid " + key);
    }

    private @Nullable Object json(String key) throws InvalidModelException {
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

    private InvalidModelException invalid(String reason) {
      return new InvalidModelException(file, reason);
    }
  }
}
