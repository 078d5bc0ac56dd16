package charwise.engine.task.classifier;

import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a classifier.
 *
 * @param pooling what makes one row of an item's outputs
 * @param classes the number of labels
 * @param ngramRows rows of the table of n-grams; 0 for none
 */
public record ClassifierConfig(
    EncoderConfig encoder, PoolingType pooling, int classes, int ngramRows) implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "classifier";

  /** Checks the sizes. */
  public ClassifierConfig {
    ModelConfig.check(classes >= 1 && classes <= 10_000, "number of labels", classes);
    ModelConfig.check(
        ngramRows >= 0 && (long) ngramRows * classes <= 1 << 30, "number of n-grams", ngramRows);
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }

  @Override
  public int vocabularySize() {
    return encoder.vocabularySize();
  }

  @Override
  public String title() {
    return encoder.title() + (ngramRows > 0 ? ", n-grams" : "");
  }

  @Override
  public ParameterLayout layout() {
    return Classifier.layout(this);
  }

  @Override
  public double productWeights() {
    return encoder.productWeights();
  }
}
