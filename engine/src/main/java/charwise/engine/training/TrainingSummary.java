package charwise.engine.training;

import charwise.engine.task.language.LanguageModelConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param steps all steps done; the model may be that of an earlier one
 * @param trainNatsPerCharacter at the evaluation that chose the model, the mean over the last
 *     hundredth of the run
 * @param validationNatsPerCharacter of the model; NaN without validation text
 * @param rewinds how often the run went back after it had diverged
 * @param sha256 of the model's weights
 */
public record TrainingSummary(
    LanguageModelConfig model,
    long parameters,
    long steps,
    double epochs,
    double seconds,
    double charactersPerSecond,
    double trainNatsPerCharacter,
    double validationNatsPerCharacter,
    long seed,
    int rewinds,
    String sha256) {

  /** The record kept in a model file: all but its own hash; rewinds only if there were any. */
  public Map<String, @Nullable Object> toJson(String modelFile) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", modelFile);
    json.put("cell", model.cell().label());
    json.put("hidden_size", (long) model.hiddenSize());
    json.put("layers", (long) model.layerCount());
    json.put("parameters", parameters);
    json.put("steps", steps);
    json.put("epochs", epochs);
    json.put("seconds", seconds);
    json.put("chars_per_second", charactersPerSecond);
    json.put("train_nats_per_char", trainNatsPerCharacter);
    json.put("validation_nats_per_char", validationNatsPerCharacter);
    json.put("validation_bits_per_char", validationNatsPerCharacter / StrictMath.log(2));
    json.put("vocabulary_size", (long) model.vocabularySize());
    json.put("seed", seed);
    if (rewinds > 0) {
      json.put("rewinds", (long) rewinds);
    }
    return json;
  }
}
