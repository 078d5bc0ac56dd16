package charwise.engine.task.language;

import static charwise.engine.task.ModelConfig.check;

import charwise.engine.data.Labels;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a language model.
 *
 * @param residual whether layers after the first add their input to their output
 * @param conditions K, the conditions of which one is read with every unit, as a second one-hot
 *     input; 0 for a model that knows none
 */
public record LanguageModelConfig(
    CellType cell,
    int vocabularySize,
    int hiddenSize,
    int layerCount,
    boolean residual,
    int conditions)
    implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "language-model";

  /** What takes the place of a condition where a model knows none. */
  public static final int NO_CONDITION = -1;

  /** The shape of a model that knows no conditions. */
  public LanguageModelConfig(
      CellType cell, int vocabularySize, int hiddenSize, int layerCount, boolean residual) {
    this(cell, vocabularySize, hiddenSize, layerCount, residual, 0);
  }

  /** Checks the sizes. */
  public LanguageModelConfig {
    check(vocabularySize >= 1 && vocabularySize <= 65_536, "vocabulary size", vocabularySize);
    check(hiddenSize >= 1 && hiddenSize <= MAXIMUM_HIDDEN_SIZE, "hidden size", hiddenSize);
    check(layerCount >= 1 && layerCount <= MAXIMUM_LAYERS, "number of layers", layerCount);
    check(
        conditions >= 0 && conditions <= Labels.MAXIMUM_SIZE, "number of conditions", conditions);
  }

  /** The ids that are read with every unit: its own and, where there are conditions, another. */
  public int inputsPerUnit() {
    return conditions > 0 ? 2 : 1;
  }

  /** What the first layer reads. */
  InputShape input() {
    return conditions > 0
        ? InputShape.oneHot(vocabularySize, conditions)
        : InputShape.oneHot(vocabularySize);
  }

  /**
   * The condition that a text is to be read under, if the model has it.
   *
   * @param condition {@link #NO_CONDITION} where there are none
   * @throws IllegalArgumentException if it is none of the model's
   */
  public int requireCondition(int condition) {
    boolean fits =
        conditions == 0 ? condition == NO_CONDITION : condition >= 0 && condition < conditions;
    if (!fits) {
      throw new IllegalArgumentException(
          "condition " + condition + " for a model of " + conditions + " conditions");
    }
    return condition;
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
