package charwise.engine.layer.attention;

import charwise.engine.label.Labelled;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import org.jspecify.annotations.Nullable;

/** The kinds of attention to choose from. */
public enum AttentionType implements Labelled {
  /** {@link BahdanauAttention}. */
  BAHDANAU {
    @Override
    public Attention create(
        ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters) {
      return new BahdanauAttention(encoded, hiddenSize, size, parameters);
    }
  },
  /** {@link LuongAttention}. */
  LUONG {
    @Override
    public Attention create(
        ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters) {
      return new LuongAttention(encoded, hiddenSize, parameters);
    }
  },
  /** No attention: all the decoder knows is its first state (Sutskever et al. 2014). */
  NONE {
    @Override
    public @Nullable Attention create(
        ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters) {
      return null;
    }
  };

  /**
   * A new attention whose weights live in the set being built; null for none.
   *
   * @param encoded the columns of the encoder's outputs
   * @param hiddenSize the units of the decoder's state
   * @param size the units of the attention itself, where it has any
   */
  public abstract @Nullable Attention create(
      ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters);

  /** The type with the given label. */
  public static AttentionType of(String label) {
    return Labelled.find("attention", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
