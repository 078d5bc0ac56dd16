package charwise.engine.network;

import static charwise.engine.network.NetworkSizes.check;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.parameter.ParameterSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of a recurrent network.
 *
 * @param residual whether layers after the first add their input to their output
 */
public record RecurrentConfig(CellType cell, int hiddenSize, int layerCount, boolean residual)
    implements NetworkConfig {
  /** The kind of network on the command line; in files it goes without saying. */
  public static final String NETWORK = "recurrent";

  /** Checks the sizes. */
  public RecurrentConfig {
    check(hiddenSize, layerCount);
  }

  @Override
  public String network() {
    return NETWORK;
  }

  @Override
  public String kind() {
    return cell.label();
  }

  @Override
  public String title() {
    return "%s, %d x %d".formatted(cell.label(), layerCount, hiddenSize);
  }

  @Override
  public boolean hasRecurrentWeights() {
    return cell.create().isRecurrent();
  }

  @Override
  public RecurrentNetwork create(
      int vocabularySize, int conditions, ParameterSet.Builder parameters) {
    return new RecurrentNetwork(this, vocabularySize, conditions, parameters);
  }

  @Override
  public double productWeights(int vocabularySize) {
    RecurrentCell layer = cell.create();
    return layer.productWeights(0, hiddenSize)
        + (layerCount - 1) * layer.productWeights(hiddenSize, hiddenSize)
        + (double) hiddenSize * vocabularySize;
  }

  @Override
  public long carriedFloats(int batchSize) {
    return (long) batchSize * hiddenSize;
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell", cell.label());
    json.put("hidden_size", (long) hiddenSize);
    json.put("layers", (long) layerCount);
    json.put("residual", residual);
    return json;
  }
}
