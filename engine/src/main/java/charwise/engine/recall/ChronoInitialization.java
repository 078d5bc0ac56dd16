package charwise.engine.recall;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.List;

/**
 * Chrono initialization (Tallec and Ollivier 2018): gate biases such that units remember for times
 * spread up to the longest dependency. With {@code u} drawn for each unit from 1 to {@code longest
 * − 1}, a gate that keeps the memory starts at a bias of {@code ln u}, one that overwrites it at
 * {@code −ln u}; which is which says {@link RecurrentCell#retention}. Cells without such gates, and
 * networks without cells, stay as they are.
 */
public final class ChronoInitialization {
  private static final long STREAM = 0x6368726F6E6FL;

  private ChronoInitialization() {}

  /**
   * A fresh model.
   *
   * @param longest the steps that a memory may have to last, at least 2
   */
  public static LanguageModel model(LanguageModelConfig config, int longest, long seed) {
    LanguageModel model = new LanguageModel(config);
    model.initialize(seed);
    if (!config.isRecurrent()) {
      return model;
    }
    RecurrentCell cell = config.cell().create();
    List<Integer> biased = cell.biasedGates();
    int hidden = config.hiddenSize();
    RandomStream random = RandomStream.of(seed, STREAM);
    for (NamedTensor tensor : model.tensors()) {
      if (tensor.name().startsWith("rnn.bias_ih")) {
        float[] start = new float[tensor.size()];
        tensor.read(model.parameters().values(), start);
        float[] change = new float[start.length];
        for (int unit = 0; unit < hidden; unit++) {
          double bias = StrictMath.log(1 + random.nextDouble() * (longest - 2));
          for (int row = 0; row < biased.size(); row++) {
            int gate = biased.get(row);
            int retention = cell.retention(gate);
            if (retention != 0) {
              int i = row * hidden + unit;
              change[i] = (float) (retention * bias - start[i]);
            }
          }
        }
        tensor.add(change, model.parameters().values());
      }
    }
    return model;
  }
}
