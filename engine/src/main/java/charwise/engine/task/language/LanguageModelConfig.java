package charwise.engine.task.language;

import charwise.engine.layer.recurrent.CellType;
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

  /** The largest hidden size. */
  public static final int MAXIMUM_HIDDEN_SIZE = 16_384;

  /** The largest number of layers. */
  public static final int MAXIMUM_LAYERS = 64;

  /** Checks the sizes. */
  public LanguageModelConfig {
    check(vocabularySize >= 1 && vocabularySize <= 65_536, "vocabulary size", vocabularySize);
    check(hiddenSize >= 1 && hiddenSize <= MAXIMUM_HIDDEN_SIZE, "hidden size", hiddenSize);
    check(layerCount >= 1 && layerCount <= MAXIMUM_LAYERS, "number of layers", layerCount);
  }

  private static void check(boolean fits, String what, int value) {
    if (!fits) {
      throw new IllegalArgumentException("no model has a " + what + " of " + value);
    }
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }

  @Override
  public ParameterLayout layout() {
    return LanguageModel.layout(this);
  }

  @Override
  public double productWeights() {
    double hidden = hiddenSize;
    return cell.create().gateCount() * hidden * hidden * (2.0 * layerCount - 1)
        + hidden * vocabularySize;
  }
}
