package charwise.engine.training;

import charwise.engine.data.Items;
import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.tensor.Products;
import java.util.stream.Stream;

/**
 * The memory that a run will take, worked out from the shapes of its arrays before there are any;
 * in bytes.
 *
 * @param weights weights, gradients, moments and transposes, and what is kept to go back to
 * @param window the gates, states and logits of all positions of a window, with their gradients
 * @param evaluation the buffers of the validation
 * @param reading the best model, read back from its file at the end
 * @param text the training and the validation text
 * @param largestArray elements of the largest single array
 */
public record RunMemory(
    long weights, long window, long evaluation, long reading, long text, long largestArray) {
  /** What the program itself and small things take. */
  private static final long REST = 16L << 20;

  /** Rows between panels, so that they do not compete for places of a cache. */
  private static final int SPARE_ROWS = 33;

  /** Inputs, targets, resets, loss weights and losses. */
  private static final int BYTES_PER_POSITION = 4 + 4 + 1 + 4 + 8;

  /** Rows of the forward passes of a scorer: two windows of a stream, or lines of each thread. */
  private static final int STREAM_ROWS = 2 * 64;

  private static final int LINES = 48;
  private static final int LINE_ROWS = LINES * 16;

  /** The memory of a plan carried out by some threads on texts of {@code length} units in all. */
  public static RunMemory of(TrainingPlan plan, long length, int threads) {
    var sizes = new Sizes(plan.model());
    long moments = plan.optimization().optimizer().create(0).moments().size();
    long kept = plan.onDivergence() == OnDivergence.REWIND ? 1 + moments : 0;
    long rows = plan.charactersPerStep();
    long window = sizes.forwardAndBackward(rows, plan.batches().batchSize());
    boolean lines = plan.batches().items() == Items.LINE;
    return new RunMemory(
        Float.BYTES * ((2 + moments + kept) * sizes.weights() + sizes.transposes()),
        Float.BYTES * (window + threads * (sizes.layers + 1) * Products.scratchSize())
            + BYTES_PER_POSITION * rows,
        Float.BYTES
            * (sizes.forward(STREAM_ROWS, 2)
                + (lines ? threads * sizes.forward(LINE_ROWS, LINES) : 0)),
        Float.BYTES * sizes.weights(),
        2 * Character.BYTES * length,
        Math.max(sizes.weights(), (rows + SPARE_ROWS) * Math.max(sizes.gates, sizes.logits)));
  }

  /** All of it. */
  public long total() {
    return REST + weights + window + evaluation + reading + text;
  }

  /** The widths of a model's arrays in floats. */
  private static final class Sizes {
    final long layers;
    final long vocabulary;
    final long hidden;
    final long hiddenPanels;
    final long gates;

    /** Those of the groups that the input enters, and of those with a recurrence. */
    final long inputGates;

    final long recurrentGates;
    final long logits;
    final long states;

    Sizes(LanguageModelConfig model) {
      RecurrentCell cell = model.cell().create();
      layers = model.layerCount();
      vocabulary = model.vocabularySize();
      hidden = Strip.padded(model.hiddenSize());
      hiddenPanels = panels(hidden);
      gates = gates(cell.groups().stream());
      inputGates = gates(cell.groups().stream().filter(GateGroup::fromInput));
      recurrentGates = gates(cell.groups().stream().filter(GateGroup::isRecurrent));
      logits = panels(vocabulary);
      // h and the output; c and tanh c; r ⊙ h.
      states = 2L + (cell.hasMemory() ? 2 : 0) + (cell.isGated() ? 1 : 0);
    }

    private static long panels(long columns) {
      return Math.ceilDiv(columns, Panels.WIDTH) * Panels.WIDTH;
    }

    private long gates(Stream<GateGroup> groups) {
      return groups.mapToLong(group -> panels(group.gates().size() * hidden)).sum();
    }

    long weights() {
      return inputGates * (vocabulary + hidden * (layers - 1))
          + recurrentGates * hidden * layers
          + 2 * gates * layers
          + logits * (hidden + 1);
    }

    long transposes() {
      return hiddenPanels * (inputGates * (layers - 1) + recurrentGates * layers + vocabulary);
    }

    long forward(long rows, long streams) {
      return layers * (rows * gates + (states * rows + 2 * streams) * hidden) + rows * logits;
    }

    long forwardAndBackward(long rows, long streams) {
      long spare = SPARE_ROWS * (layers * gates + logits);
      return forward(rows, streams) + spare + layers * (rows + 4 * streams) * hidden;
    }
  }
}
