package charwise.engine.task;

import charwise.engine.json.JsonFields;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.network.Directions;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.ParameterSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of the recurrent layers that read an item.
 *
 * @param vocabularySize the ids that are read, that of what is unknown among them
 * @param hiddenSize units of each layer in each direction
 * @param residual whether layers after the first add their input to their output
 */
public record EncoderConfig(
    CellType cell,
    int vocabularySize,
    int hiddenSize,
    int layerCount,
    boolean residual,
    Directions directions) {
  /** Checks the sizes. */
  public EncoderConfig {
    ModelConfig.check(
        vocabularySize >= 1 && vocabularySize <= 65_536, "vocabulary size", vocabularySize);
    ModelConfig.check(
        hiddenSize >= 1 && hiddenSize <= ModelConfig.MAXIMUM_HIDDEN_SIZE,
        "hidden size",
        hiddenSize);
    ModelConfig.check(
        layerCount >= 1 && layerCount <= ModelConfig.MAXIMUM_LAYERS,
        "number of layers",
        layerCount);
  }

  /** The shape in a few words, for people: {@code "lstm, 2 x 256, both directions"}. */
  public String title() {
    return "%s, %d x %d, %s"
        .formatted(
            cell.label(),
            layerCount,
            hiddenSize,
            directions == Directions.BOTH ? "both directions" : "forward");
  }

  /** Layers that read one id at each step. */
  public RecurrentStack stack(ParameterSet.Builder parameters) {
    return stack(InputShape.oneHot(vocabularySize), parameters);
  }

  /** Layers that read something besides. */
  public RecurrentStack stack(InputShape input, ParameterSet.Builder parameters) {
    return new RecurrentStack(
        cell::create, input, hiddenSize, layerCount, residual, directions, parameters);
  }

  /** The weights that enter a matrix product for each unit read. */
  public double productWeights() {
    double hidden = hiddenSize;
    int ways = directions.all().size();
    double layer = ways * cell.create().gateCount() * hidden * hidden;
    return layer * (layerCount + ways * (layerCount - 1.0));
  }

  /** The fields of a plan's JSON. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell", cell.label());
    json.put("vocabulary_size", (long) vocabularySize);
    json.putAll(layersToJson());
    return json;
  }

  /** The fields without the vocabulary's size, in the order in which model files have them. */
  public Map<String, Object> layersToJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell", cell.label());
    json.put("hidden_size", (long) hiddenSize);
    json.put("layers", (long) layerCount);
    json.put("residual", residual);
    json.put("directions", directions.label());
    return json;
  }

  /**
   * The shape that {@link #toJson} gave.
   *
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  public static EncoderConfig of(JsonFields json) {
    return new EncoderConfig(
        CellType.of(json.string("cell")),
        json.integer("vocabulary_size"),
        json.integer("hidden_size"),
        json.integer("layers"),
        json.flag("residual"),
        Directions.of(json.string("directions")));
  }
}
