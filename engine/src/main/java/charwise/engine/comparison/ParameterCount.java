package charwise.engine.comparison;

import charwise.engine.task.language.LanguageModelConfig;

/** How many weights a shape has, without making the model. */
public final class ParameterCount {
  private ParameterCount() {}

  /** The number of weights, PyTorch's redundant second biases not counted. */
  public static long of(LanguageModelConfig config) {
    return config.layout().count();
  }
}
