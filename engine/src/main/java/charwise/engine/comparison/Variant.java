package charwise.engine.comparison;

import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.language.NetworkKind;
import java.io.Serializable;
import java.util.Objects;

/**
 * What contenders differ in, whatever their size. What a task does not know has its usual value: a
 * language model reads forward, and only transducers have an attention or a source to reverse.
 *
 * @param kind a cell or, of a language model, another network
 * @param directions of the layers or, of a transducer, of its encoder
 * @param residual whether layers after the first add their input to their output; never with one
 *     layer, where it would make no difference, else always where there are no cells
 * @param reverseSource whether a transducer reads texts from their end
 */
public record Variant(
    NetworkKind kind,
    Directions directions,
    AttentionType attention,
    int layers,
    boolean residual,
    boolean reverseSource)
    implements Serializable {
  /** Makes variants equal that make no difference. */
  public Variant {
    residual = layers > 1 && (residual || kind.cell() == null);
  }

  /** The cell, where it is known that there is one. */
  public CellType cell() {
    return Objects.requireNonNull(kind.cell());
  }

  /** The layers of a task that reads items. */
  EncoderConfig encoder(int vocabularySize, int hiddenSize) {
    return new EncoderConfig(cell(), vocabularySize, hiddenSize, layers, residual, directions);
  }

  /** A cell in layers that read forward, from two on with residual connections. */
  public static Variant of(CellType cell, int layers) {
    return new Variant(
        NetworkKind.of(cell), Directions.FORWARD, AttentionType.NONE, layers, true, false);
  }
}
