package charwise.engine.task;

import charwise.engine.parameter.ParameterLayout;

/** The shape of a model: all that its tensors' shapes follow from. */
public interface ModelConfig {
  /** The largest hidden size. */
  int MAXIMUM_HIDDEN_SIZE = 16_384;

  /** The largest number of layers. */
  int MAXIMUM_LAYERS = 64;

  /** What kind of model it is in files, for example {@code language-model}. */
  String modelType();

  /** The number of different ids that the model reads. */
  int vocabularySize();

  /** The shape in a few words, for people: {@code "lstm, 2 x 256"}. */
  String title();

  /**
   * The tensors of such a model, with nothing allocated.
   *
   * @throws IllegalArgumentException if it would be too large
   */
  ParameterLayout layout();

  /**
   * The weights that enter a matrix product for each unit read; what is looked up is not counted.
   */
  double productWeights();

  /** Throws unless a size of a model is in its range. */
  static void check(boolean fits, String what, int value) {
    if (!fits) {
      throw new IllegalArgumentException("no model has a " + what + " of " + value);
    }
  }
}
