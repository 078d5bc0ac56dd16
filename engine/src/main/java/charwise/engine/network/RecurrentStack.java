package charwise.engine.network;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.Direction;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.layer.recurrent.RecurrentLayer;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Recurrent layers, each reading the outputs of the one below. With {@code residual}, each layer
 * after the first adds its input to its output (He et al. 2016; Prakash et al. 2016 for stacked
 * LSTM).
 *
 * <p>With two directions (Schuster and Paliwal 1997) each layer is a pair, one of which reads items
 * from the end; the output is [forward ; backward], and both of the pair above read it.
 */
public final class RecurrentStack {
  /**
   * A bound of fresh weights of one-hot inputs, for {@link #initialize}. A position reads one of
   * them for each gate, so that 1/√H, made for sums of H, would say next to nothing at first.
   */
  public static final double TABLE_BOUND = 2;

  private final Directions directions;
  private final boolean residual;
  private final ColumnBlocks output;
  private final List<RecurrentLayer> layers = new ArrayList<>();

  /**
   * A stack whose weights live in the set being built.
   *
   * @param input what the first layer reads
   */
  public RecurrentStack(
      Supplier<? extends RecurrentCell> cell,
      InputShape input,
      int hiddenSize,
      int layerCount,
      boolean residual,
      Directions directions,
      ParameterSet.Builder parameters) {
    this.directions = directions;
    this.residual = residual;
    this.output = new ColumnBlocks(Collections.nCopies(directions.all().size(), hiddenSize));
    for (int l = 0; l < layerCount; l++) {
      InputShape shape = l == 0 ? input : new InputShape(List.of(), output);
      for (Direction direction : directions.all()) {
        layers.add(new RecurrentLayer(cell.get(), shape, hiddenSize, direction, parameters));
      }
    }
  }

  /** The layers from the input up, of a pair the one that reads forward first. */
  public List<RecurrentLayer> layers() {
    return layers;
  }

  /** In which directions items are read. */
  public Directions directions() {
    return directions;
  }

  /** The columns of each layer's output: those of each direction. */
  public ColumnBlocks output() {
    return output;
  }

  /** Whether layers after the first add their input to their output. */
  public boolean residual() {
    return residual;
  }

  /** The number of layers, a pair counted as one. */
  public int depth() {
    return layers.size() / directions.all().size();
  }

  /** All layers' weights as {@code rnn.weight_ih_l0} and so on. */
  public List<NamedTensor> tensors() {
    return tensors("rnn.");
  }

  /** All layers' weights, each name after a prefix. */
  public List<NamedTensor> tensors(String prefix) {
    List<NamedTensor> tensors = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      tensors.addAll(layers.get(i).tensors(prefix, i / directions.all().size()));
    }
    return tensors;
  }

  /** Initializes every layer, from the input up, all weights within ±1/√H. */
  public void initialize(RandomStream random, float[] storage) {
    initialize(random, storage, weightBound(), 1);
  }

  /** 1/√H. */
  public double weightBound() {
    return 1 / Math.sqrt(layers.getFirst().hiddenSize());
  }

  /**
   * Initializes every layer, from the input up.
   *
   * @param tableBound the bound of the weights of one-hot inputs
   * @param biasShare what the biases that the cells want are multiplied by
   */
  public void initialize(
      RandomStream random, float[] storage, double tableBound, double biasShare) {
    for (RecurrentLayer layer : layers) {
      layer.initialize(random, storage, tableBound, biasShare);
    }
  }
}
