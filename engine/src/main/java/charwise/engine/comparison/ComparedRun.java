package charwise.engine.comparison;

import charwise.engine.task.language.LanguageModelConfig;

/**
 * One run of a comparison.
 *
 * @param seed runs of different cells with the same seed train on the same batches in the same
 *     order
 */
public record ComparedRun(LanguageModelConfig model, long seed, long steps) {
  /** The number of weights. */
  public long parameters() {
    return ParameterCount.of(model);
  }
}
