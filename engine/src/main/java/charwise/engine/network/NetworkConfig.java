package charwise.engine.network;

import charwise.engine.parameter.ParameterSet;
import java.util.Map;

/** The shape of a network: all that its tensors' shapes follow from, but what it reads. */
public interface NetworkConfig {
  /** The kind of network on the command line and in files. */
  String network();

  /** What tables and files' names call it: the network or, of recurrent ones, the cell. */
  String kind();

  /** Kind and sizes in a few words, for people. */
  String title();

  /** Whether there are weights of recurrent connections, which noise may multiply. */
  default boolean hasRecurrentWeights() {
    return false;
  }

  /** H, the columns of what goes from layer to layer. */
  int hiddenSize();

  /** The number of layers. */
  int layerCount();

  /**
   * Weights in the set being built.
   *
   * @param conditions how many conditions there are, of which one is read with every unit; 0 for
   *     none
   */
  Network create(int vocabularySize, int conditions, ParameterSet.Builder parameters);

  /**
   * The weights that enter a matrix product for each unit read, with those of the read-out; what
   * else is multiplied, such as keys with queries, counts as much as weights do.
   */
  double productWeights(int vocabularySize);

  /** The floats of the first part of a state carried from window to window by N streams. */
  long carriedFloats(int batchSize);

  /** The shape as JSON values, by the names of model files. */
  Map<String, Object> toJson();
}
