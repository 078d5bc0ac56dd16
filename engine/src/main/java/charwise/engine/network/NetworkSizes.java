package charwise.engine.network;

/** The sizes that networks of any kind may have. */
public final class NetworkSizes {
  /** The largest hidden size. */
  public static final int MAXIMUM_HIDDEN_SIZE = 16_384;

  /** The largest number of layers. */
  public static final int MAXIMUM_LAYERS = 64;

  private NetworkSizes() {}

  /** Throws unless hidden size and number of layers are in range. */
  public static void check(int hiddenSize, int layerCount) {
    check(hiddenSize >= 1 && hiddenSize <= MAXIMUM_HIDDEN_SIZE, "hidden size", hiddenSize);
    check(layerCount >= 1 && layerCount <= MAXIMUM_LAYERS, "number of layers", layerCount);
  }

  /** Throws unless a size of a model is in its range. */
  public static void check(boolean fits, String what, int value) {
    if (!fits) {
      throw new IllegalArgumentException("no model has a " + what + " of " + value);
    }
  }
}
