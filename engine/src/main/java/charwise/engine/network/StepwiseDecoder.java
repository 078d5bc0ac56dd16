package charwise.engine.network;

import charwise.engine.layer.BatchShape;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoder that writes answers unit by unit, in some rows side by side: each row is an answer to
 * one of the items that an encoder has read, and an item may have several. No row's result depends
 * on the others. Not thread-safe.
 */
public final class StepwiseDecoder {
  private final StackForward encoder;
  private final DecoderForward forward;
  private final int[] items;

  /**
   * Buffers.
   *
   * @param encoder what reads the sources
   * @param longestSource the most steps that a source has
   * @param rows how many answers are written side by side, at most
   */
  public StepwiseDecoder(Decoder decoder, StackForward encoder, int longestSource, int rows) {
    this.encoder = encoder;
    forward =
        new DecoderForward(
            decoder, encoder, longestSource, new BatchShape(1, rows), List.of(), false, 1);
    items = new int[rows];
  }

  /** The most rows. */
  public int rows() {
    return items.length;
  }

  /** How many items the encoder has read. */
  public int sources() {
    return encoder.shape().batchSize();
  }

  /** The steps of an item's source. */
  public int sourceLength(int item) {
    return encoder.shape().length(item);
  }

  /** The item that a row answers. */
  public int item(int row) {
    return forward.item(row);
  }

  /** Takes over all items that the encoder has read. */
  public void read() {
    forward.read(0, 0, sources());
  }

  /** Has a row begin an answer to an item. */
  public void begin(int row, int item) {
    forward.begin(row, item);
  }

  /**
   * Has the first {@code rows} rows go on from where others are.
   *
   * @param parents for each row, the row whose answer it continues
   */
  public void select(int[] parents, int rows) {
    for (int row = 0; row < rows; row++) {
      items[row] = forward.item(parents[row]);
    }
    List<RecurrentForward> layers = forward.stack.layers();
    for (int row = 0; row < rows; row++) {
      forward.setItem(row, items[row]);
      for (int l = 0; l < layers.size(); l++) {
        layers.get(l).carry(parents[row], row);
      }
    }
  }

  /**
   * Reads a unit in each of the first {@code rows} rows; {@link #logits} are then those of the unit
   * that follows. Another step needs {@link #select} or {@link #begin} for its rows first.
   */
  public void advance(int[] ids, int rows) {
    forward.runFromHere(Share.ofStreams(0, 0, rows), ids);
  }

  /** The logits of each row. Valid until the next step; not to be changed. */
  public PanelMatrix logits() {
    return forward.logits();
  }

  /** How much each row attends to each step of its item's source; null without attention. */
  public @Nullable Matrix weights() {
    return forward.weights();
  }
}
