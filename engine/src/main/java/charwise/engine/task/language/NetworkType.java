package charwise.engine.task.language;

import charwise.engine.json.JsonFields;
import charwise.engine.label.Labelled;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import java.util.Set;
import java.util.function.Function;

/** All kinds of networks that a language model can be made of, a line each. */
public enum NetworkType implements Labelled {
  RECURRENT(
      RecurrentConfig.NETWORK,
      NetworkType::recurrent,
      Set.of(Choice.CELL, Choice.HIDDEN, Choice.RESIDUAL, Choice.WEIGHT_NOISE)),
  MAMBA(MambaConfig.NETWORK, NetworkType::mamba, Set.of(Choice.WIDTH, Choice.STATE)),
  TRANSFORMER(
      TransformerConfig.NETWORK,
      NetworkType::transformer,
      Set.of(Choice.WIDTH, Choice.HEADS, Choice.CONTEXT));

  /** What is chosen of some networks, of their shapes or their noise, and means nothing to others. */
  public enum Choice implements Labelled {
    CELL,
    HIDDEN,
    RESIDUAL,
    WEIGHT_NOISE,
    WIDTH,
    HEADS,
    CONTEXT,
    STATE
  }

  private final String label;
  private final Function<JsonFields, NetworkConfig> reader;
  private final Set<Choice> choices;

  NetworkType(String label, Function<JsonFields, NetworkConfig> reader, Set<Choice> choices) {
    this.label = label;
    this.reader = reader;
    this.choices = choices;
  }

  /** What there is to choose of it, besides layers and dropout. */
  public Set<Choice> choices() {
    return choices;
  }

  @Override
  public String label() {
    return label;
  }

  /** The kind with the given label. */
  public static NetworkType of(String label) {
    return Labelled.find("network", label, values());
  }

  /** The kind of a network of that shape. */
  public static NetworkType of(NetworkConfig network) {
    return of(network.network());
  }

  /**
   * The shape that {@link NetworkConfig#toJson} gave.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static NetworkConfig read(JsonFields json) {
    NetworkType type = json.has("network") ? of(json.string("network")) : RECURRENT;
    return type.reader.apply(json);
  }

  private static NetworkConfig recurrent(JsonFields json) {
    return new RecurrentConfig(
        CellType.of(json.string("cell")),
        json.integer("hidden_size"),
        json.integer("layers"),
        json.flag("residual"));
  }

  private static NetworkConfig mamba(JsonFields json) {
    return new MambaConfig(
        json.integer("hidden_size"),
        json.integer("layers"),
        json.integer("inner_size"),
        json.integer("state_size"),
        json.integer("dt_rank"),
        json.integer("kernel_size"));
  }

  private static NetworkConfig transformer(JsonFields json) {
    return new TransformerConfig(
        json.integer("hidden_size"),
        json.integer("layers"),
        json.integer("heads"),
        json.integer("context"));
  }

  @Override
  public String toString() {
    return label;
  }
}
