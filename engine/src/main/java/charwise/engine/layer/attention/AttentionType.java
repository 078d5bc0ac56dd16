package charwise.engine.layer.attention;

import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of attention to choose from. */
public enum AttentionType {
  /** {@link BahdanauAttention}. */
  BAHDANAU("bahdanau") {
    @Override
    public Attention create(
        ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters) {
      return new BahdanauAttention(encoded, hiddenSize, size, parameters);
    }
  },
  /** {@link LuongAttention}. */
  LUONG("luong") {
    @Override
    public Attention create(
        ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters) {
      return new LuongAttention(encoded, hiddenSize, parameters);
    }
  },
  /** No attention: all the decoder knows is its first state (Sutskever et al. 2014). */
  NONE("none") {
    @Override
    public @Nullable Attention create(
        ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters) {
      return null;
    }
  };

  private final String label;

  AttentionType(String label) {
    this.label = label;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

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
    return Arrays.stream(values())
        .filter(type -> type.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "no attention is called " + label + "; there are "
                + Arrays.stream(values())
                    .map(AttentionType::label)
                    .collect(Collectors.joining(", "))));
  }
}
