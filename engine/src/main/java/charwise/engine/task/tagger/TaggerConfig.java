package charwise.engine.task.tagger;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a tagger.
 *
 * @param vocabularySize the ids of units, that of unknown ones among them
 * @param hiddenSize units of each layer in each direction
 * @param residual whether layers after the first add their input to their output
 * @param tags the number of tags
 * @param hints the number of different hints that are read beside units; 0 for none
 */
public record TaggerConfig(
    CellType cell,
    int vocabularySize,
    int hiddenSize,
    int layerCount,
    boolean residual,
    Directions directions,
    int tags,
    int hints)
    implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "tagger";

  /** The most tags there may be. */
  public static final int MAXIMUM_TAGS = 20_000;

  /** Checks the sizes. */
  public TaggerConfig {
    ModelConfig.check(
        vocabularySize >= 1 && vocabularySize <= 65_535, "vocabulary size", vocabularySize);
    ModelConfig.check(
        hiddenSize >= 1 && hiddenSize <= MAXIMUM_HIDDEN_SIZE, "hidden size", hiddenSize);
    ModelConfig.check(
        layerCount >= 1 && layerCount <= MAXIMUM_LAYERS, "number of layers", layerCount);
    ModelConfig.check(tags >= 1 && tags <= MAXIMUM_TAGS, "number of tags", tags);
    ModelConfig.check(hints == 0 || hints == WordHints.count(tags), "number of hints", hints);
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }

  @Override
  public String title() {
    return "%s, %d x %d, %s%s"
        .formatted(
            cell.label(),
            layerCount,
            hiddenSize,
            directions == Directions.BOTH ? "both directions" : "forward",
            hints > 0 ? ", lexicon" : "");
  }

  @Override
  public ParameterLayout layout() {
    return Tagger.layout(this);
  }

  @Override
  public double productWeights() {
    double hidden = hiddenSize;
    int ways = directions.all().size();
    double layer = ways * cell.create().gateCount() * hidden * hidden;
    return layer * (layerCount + ways * (layerCount - 1.0)) + ways * hidden * tags;
  }
}
