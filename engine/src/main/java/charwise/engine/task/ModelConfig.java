package charwise.engine.task;

import charwise.engine.parameter.ParameterLayout;

/** The shape of a model: all that its tensors' shapes follow from. */
public interface ModelConfig {
  /** What kind of model it is in files, for example {@code language-model}. */
  String modelType();

  /**
   * The tensors of such a model, with nothing allocated.
   *
   * @throws IllegalArgumentException if it would be too large
   */
  ParameterLayout layout();

  /** The weights that enter a matrix product for each unit read; what is looked up is not counted. */
  double productWeights();
}
