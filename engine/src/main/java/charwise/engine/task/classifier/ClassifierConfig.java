package charwise.engine.task.classifier;

import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a classifier.
 *
 * @param vocabularySize the ids of units, that of unknown ones among them
 * @param hiddenSize units of each layer in each direction
 * @param residual whether layers after the first add their input to their output
 * @param pooling what makes one row of an item's outputs
 * @param classes the number of labels
 * @param ngramRows rows of the table of n-grams; 0 for none
 */
public record ClassifierConfig(
    CellType cell,
    int vocabularySize,
    int hiddenSize,
    int layerCount,
    boolean residual,
    Directions directions,
    PoolingType pooling,
    int classes,
    int ngramRows)
    implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "classifier";

  /** Checks the sizes. */
  public ClassifierConfig {
    ModelConfig.check(
        vocabularySize >= 1 && vocabularySize <= 65_536, "vocabulary size", vocabularySize);
    ModelConfig.check(
        hiddenSize >= 1 && hiddenSize <= MAXIMUM_HIDDEN_SIZE, "hidden size", hiddenSize);
    ModelConfig.check(
        layerCount >= 1 && layerCount <= MAXIMUM_LAYERS, "number of layers", layerCount);
    ModelConfig.check(classes >= 1 && classes <= 10_000, "number of labels", classes);
    ModelConfig.check(
        ngramRows >= 0 && (long) ngramRows * classes <= 1 << 30, "number of n-grams", ngramRows);
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
            ngramRows > 0 ? ", n-grams" : "");
  }

  @Override
  public ParameterLayout layout() {
    return Classifier.layout(this);
  }

  @Override
  public double productWeights() {
    double hidden = hiddenSize;
    int ways = directions.all().size();
    double recurrent = ways * cell.create().gateCount() * hidden * hidden;
    return recurrent * (layerCount + ways * (layerCount - 1.0));
  }
}
