package charwise.engine.task.language;

import charwise.engine.json.JsonFields;
import charwise.engine.label.Labelled;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.block.BlockFamily;
import charwise.engine.network.block.BlockSize;
import charwise.engine.network.mamba.MambaFamily;
import charwise.engine.network.transformer.TransformerFamily;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All kinds of networks that a language model can be made of, a line each. */
public enum NetworkType implements Labelled {
  RECURRENT(null),
  MAMBA(new MambaFamily()),
  TRANSFORMER(new TransformerFamily());

  private final @Nullable BlockFamily family;

  NetworkType(@Nullable BlockFamily family) {
    this.family = family;
  }

  /** Whether it has cells, rather than blocks. */
  public boolean isRecurrent() {
    return family == null;
  }

  /**
   * What is known of networks of blocks.
   *
   * @throws IllegalStateException if it is a recurrent one
   */
  BlockFamily family() {
    if (family == null) {
      throw new IllegalStateException("a recurrent network has no blocks");
    }
    return family;
  }

  /**
   * What there is to choose of it besides layers and width or, of a recurrent one, besides cells.
   */
  public Set<BlockSize> sizes() {
    return family == null ? Set.of() : family.sizes();
  }

  /** The nearest width that a network can have, not above if there is one. */
  public int fit(int width) {
    return family == null ? width : family.fit(width);
  }

  @Override
  public String label() {
    return family == null ? RecurrentConfig.NETWORK : family.label();
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
    return type.family == null ? recurrent(json) : type.family.read(json::integer);
  }

  private static NetworkConfig recurrent(JsonFields json) {
    return new RecurrentConfig(
        CellType.of(json.string("cell")),
        json.integer("hidden_size"),
        json.integer("layers"),
        json.flag("residual"));
  }

  @Override
  public String toString() {
    return label();
  }
}
