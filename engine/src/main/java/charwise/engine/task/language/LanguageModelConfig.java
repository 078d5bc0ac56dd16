package charwise.engine.task.language;

import static charwise.engine.task.ModelConfig.check;

import charwise.engine.data.Labels;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a language model.
 *
 * @param network what it is made of
 * @param conditions K, the conditions of which one is read with every unit, as a second one-hot
 *     input; 0 for a model that knows none
 * @param ngrams those counted beside the network; a model of conditions has none
 */
public record LanguageModelConfig(
    NetworkConfig network, int vocabularySize, int conditions, NgramSizes ngrams)
    implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "language-model";

  /** What takes the place of a condition where a model knows none. */
  public static final int NO_CONDITION = -1;

  /** The shape of a model without n-grams. */
  public LanguageModelConfig(NetworkConfig network, int vocabularySize, int conditions) {
    this(network, vocabularySize, conditions, NgramSizes.NONE);
  }

  /** The shape of a recurrent model that knows no conditions. */
  public LanguageModelConfig(
      CellType cell, int vocabularySize, int hiddenSize, int layerCount, boolean residual) {
    this(cell, vocabularySize, hiddenSize, layerCount, residual, 0);
  }

  /** The shape of a recurrent model. */
  public LanguageModelConfig(
      CellType cell,
      int vocabularySize,
      int hiddenSize,
      int layerCount,
      boolean residual,
      int conditions) {
    this(new RecurrentConfig(cell, hiddenSize, layerCount, residual), vocabularySize, conditions);
  }

  /** Checks the sizes. */
  public LanguageModelConfig {
    check(vocabularySize >= 1 && vocabularySize <= 65_536, "vocabulary size", vocabularySize);
    check(conditions >= 0 && conditions <= Labels.MAXIMUM_SIZE, "number of conditions", conditions);
    check(
        ngrams.isEmpty() || conditions == 0, "n-grams, but this number of conditions", conditions);
  }

  /** The same model with other n-grams. */
  LanguageModelConfig with(NgramSizes other) {
    return new LanguageModelConfig(network, vocabularySize, conditions, other);
  }

  /** The columns of what goes from layer to layer. */
  public int hiddenSize() {
    return network.hiddenSize();
  }

  /** The number of layers. */
  public int layerCount() {
    return network.layerCount();
  }

  /** Whether the network is a recurrent one. */
  public boolean isRecurrent() {
    return network instanceof RecurrentConfig;
  }

  /**
   * The shape of a recurrent network.
   *
   * @throws IllegalStateException if it is another one
   */
  public RecurrentConfig recurrent() {
    if (network instanceof RecurrentConfig recurrent) {
      return recurrent;
    }
    throw new IllegalStateException("a " + network.network() + " is no recurrent network");
  }

  /** The cell of a recurrent network; see {@link #recurrent}. */
  public CellType cell() {
    return recurrent().cell();
  }

  /** Whether a recurrent network's layers after the first add their input to their output. */
  public boolean residual() {
    return recurrent().residual();
  }

  /** The ids that are read with every unit: its own and, where there are conditions, another. */
  public int inputsPerUnit() {
    return conditions > 0 ? 2 : 1;
  }

  /**
   * The condition that a text is to be read under, if the model has it.
   *
   * @param condition {@link #NO_CONDITION} where there are none
   * @throws IllegalArgumentException if the model has no such condition
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
    return network.title();
  }

  @Override
  public ParameterLayout layout() {
    return LanguageModel.layout(this);
  }

  @Override
  public double productWeights() {
    return network.productWeights(vocabularySize);
  }
}
