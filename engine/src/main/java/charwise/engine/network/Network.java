package charwise.engine.network;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.WeightNoise;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a network that reads ids in streams and makes logits of the next one: what a
 * language model knows of what it is made of.
 */
public interface Network {
  /** The weights by name, in the order of files. */
  List<NamedTensor> tensors();

  /** Sets fresh weights, given that all are zero. */
  void initialize(RandomStream random, float[] storage);

  /** Packs weights that all are bfloat16, for products with one row. */
  void packWeights();

  /** The stages that a window goes through, each of which reads what the one before made. */
  int stages();

  /** The places where a dropout acts. */
  int dropouts();

  /** Whether each step goes on from states of the one before, and from nothing else. */
  boolean hasStates();

  /** Whether a window's units may be shared among members, rather than its streams alone. */
  boolean sharesUnits();

  /**
   * Buffers for windows of T steps of N streams, and a state of nothing read.
   *
   * @param dropouts one for each place, or none at all
   * @param training whether there will be a backward pass
   * @param threads members that run shares at once
   */
  NetworkForward newForward(
      int timeSteps, int batchSize, List<Dropout> dropouts, boolean training, int threads);

  /**
   * Buffers for the way back through such windows, and copies of weights as the passes read them.
   *
   * @param noise of recurrent weights, forward and back; null for none
   * @throws IllegalArgumentException if there is noise and there are no recurrent weights
   */
  NetworkBackward newBackward(NetworkForward forward, @Nullable WeightNoise noise, int threads);

  /** The logits of some rows of a forward pass's output, from row {@code row} on of each. */
  void readOut(Matrix output, PanelMatrix logits, int row, int rows);
}
