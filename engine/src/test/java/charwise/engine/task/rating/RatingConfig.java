package charwise.engine.task.rating;

import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ModelConfig;

/** The shape of a model that rates texts: layers that read, and a line to one number. */
record RatingConfig(EncoderConfig encoder) implements ModelConfig {
  static final String MODEL_TYPE = "rating";

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
    return encoder.title();
  }

  @Override
  public ParameterLayout layout() {
    return Rating.layout(this);
  }

  @Override
  public double productWeights() {
    return encoder.productWeights();
  }
}
