package charwise.engine.task.rating;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.ModelConfig;

/** The shape of a model that rates texts: one layer that reads, and a line to one number. */
record RatingConfig(CellType cell, int vocabularySize, int hiddenSize) implements ModelConfig {
  static final String MODEL_TYPE = "rating";

  RatingConfig {
    ModelConfig.check(
        vocabularySize >= 1 && vocabularySize <= 65_536, "vocabulary size", vocabularySize);
    ModelConfig.check(
        hiddenSize >= 1 && hiddenSize <= MAXIMUM_HIDDEN_SIZE, "hidden size", hiddenSize);
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }

  @Override
  public String title() {
    return cell.label() + ", 1 x " + hiddenSize;
  }

  @Override
  public ParameterLayout layout() {
    return Rating.layout(this);
  }

  @Override
  public double productWeights() {
    return (double) cell.create().gateCount() * hiddenSize * hiddenSize;
  }
}
