package charwise.engine.network;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.layer.recurrent.RecurrentLayer;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Recurrent layers, each reading the outputs of the one below; the first reads ids as one-hot
 * vectors. With {@code residual}, each layer after the first adds its input to its output (He et
 * al. 2016; Prakash et al. 2016 for stacked LSTM).
 */
public final class RecurrentStack {
  private final List<RecurrentLayer> layers = new ArrayList<>();
  private final boolean residual;

  /** A stack whose weights live in the set being built. */
  public RecurrentStack(
      Supplier<? extends RecurrentCell> cell,
      int vocabularySize,
      int hiddenSize,
      int layerCount,
      boolean residual,
      ParameterSet.Builder parameters) {
    this.residual = residual;
    for (int l = 0; l < layerCount; l++) {
      int inputSize = l == 0 ? vocabularySize : hiddenSize;
      layers.add(new RecurrentLayer(cell.get(), inputSize, hiddenSize, l == 0, parameters));
    }
  }

  /** The layers from the input up. */
  public List<RecurrentLayer> layers() {
    return layers;
  }

  /** Whether layers after the first add their input to their output. */
  public boolean residual() {
    return residual;
  }

  /** All layers' weights as {@code rnn.weight_ih_l0} and so on. */
  public List<NamedTensor> tensors() {
    List<NamedTensor> tensors = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      tensors.addAll(layers.get(l).tensors("rnn.", l));
    }
    return tensors;
  }

  /** Initializes every layer, from the input up. */
  public void initialize(RandomStream random, float[] storage) {
    for (RecurrentLayer layer : layers) {
      layer.initialize(random, storage);
    }
  }
}
