package charwise.engine.task.language;

import static charwise.engine.task.ModelConfig.check;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a language model.
 *
 * @param residual whether layers after the first add their input to their output
 */
public record LanguageModelConfig(
    CellType cell, int vocabularySize, int hiddenSize, int layerCount, boolean residual)
    implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "language-model";

  /** Checks the sizes. */
  public LanguageModelConfig {
    check(vocabularySize >= 1 && vocabularySize <= 65_536, "vocabulary size", vocabularySize);
    check(hiddenSize >= 1 && hiddenSize <= MAXIMUM_HIDDEN_SIZE, "hidden size", hiddenSize);
    check(layerCount >= 1 && layerCount <= MAXIMUM_LAYERS, "number of layers", layerCount);
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }

  @Override
  public String title() {
    return "%s, %d x %d".formatted(cell.label(), layerCount, hiddenSize);
  }

  @Override
  public ParameterLayout layout() {
    return LanguageModel.layout(this);
  }

  @Override
  public double productWeights() {
    RecurrentCell layer = cell.create();
    return layer.productWeights(0, hiddenSize)
        + (layerCount - 1) * layer.productWeights(hiddenSize, hiddenSize)
        + (double) hiddenSize * vocabularySize;
  }
}
