package charwise.engine.task;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of the recurrent layers that read an item, and of the batches that they read;
 * null is left open, for a task's recipe to choose.
 */
public record EncoderRequest(
    @Nullable CellType cell,
    @Nullable Integer hiddenSize,
    @Nullable Integer layerCount,
    @Nullable Boolean residual,
    @Nullable Directions directions,
    @Nullable Double dropout,
    @Nullable Integer batchSize) {
  /** All left open. */
  public static final EncoderRequest OPEN =
      new EncoderRequest(null, null, null, null, null, null, null);

  /** A request for a shape; dropout and batches are left open. */
  public static EncoderRequest of(EncoderConfig shape) {
    return new EncoderRequest(
        shape.cell(),
        shape.hiddenSize(),
        shape.layerCount(),
        shape.residual(),
        shape.directions(),
        null,
        null);
  }

  /**
   * The shape asked for. What is left open: one layer, residual connections from two on, both
   * directions.
   *
   * @param usualCell where none is asked for
   * @param usualSize the hidden size where none is asked for
   */
  public EncoderConfig config(int vocabularySize, CellType usualCell, int usualSize) {
    int layers = Objects.requireNonNullElse(layerCount, 1);
    return new EncoderConfig(
        Objects.requireNonNullElse(cell, usualCell),
        vocabularySize,
        Objects.requireNonNullElse(hiddenSize, usualSize),
        layers,
        Objects.requireNonNullElse(residual, layers > 1),
        Objects.requireNonNullElse(directions, Directions.BOTH));
  }
}
