package charwise.engine.comparison;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.GateGroup;
import charwise.engine.task.language.LanguageModelConfig;

/** How many weights a shape has, without making the model. */
public final class ParameterCount {
  private ParameterCount() {}

  /** The number of weights, PyTorch's redundant second biases not counted. */
  public static long of(LanguageModelConfig config) {
    long hidden = config.hiddenSize();
    long vocabulary = config.vocabularySize();
    return layer(config.cell(), vocabulary, hidden)
        + (config.layerCount() - 1) * layer(config.cell(), hidden, hidden)
        + (hidden + 1) * vocabulary;
  }

  private static long layer(CellType cell, long inputs, long hidden) {
    long weights = 0;
    for (GateGroup group : cell.create().groups()) {
      long perUnit =
          (group.fromInput() ? inputs : 0)
              + (group.isRecurrent() ? hidden : 0)
              + (group.twoBiases() || !group.fromInput() ? 1 : 0)
              + (group.fromInput() ? 1 : 0);
      weights += group.gates().size() * perUnit * hidden;
    }
    return weights;
  }
}
