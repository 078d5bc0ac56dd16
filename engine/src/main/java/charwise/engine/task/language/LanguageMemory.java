package charwise.engine.task.language;

import charwise.engine.data.Items;
import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.network.block.BlockConfig;
import charwise.engine.task.TaskPlan.StepMemory;
import charwise.engine.tensor.Products;
import java.util.stream.Stream;

/** The widths of a language model's buffers in floats, worked out before there are any. */
final class LanguageMemory {
  /** Rows between panels, so that they do not compete for places of a cache. */
  private static final int SPARE_ROWS = 33;

  /** Inputs, targets, resets, loss weights and losses: 21 bytes in floats. */
  private static final double FLOATS_PER_POSITION = (4 + 4 + 1 + 4 + 8) / 4.0;

  /** Rows of the forward passes of a scorer: two windows of a stream, or lines of each thread. */
  private static final int STREAM_ROWS = 2 * 64;

  private static final int LINES = 48;
  private static final int LINE_ROWS = LINES * 16;

  private final long layers;
  private final long vocabulary;
  private final int units;
  private final long hidden;
  private final long hiddenPanels;
  private final long gates;

  /** Those of the groups with a product of dense inputs, and of those with one of the state. */
  private final long inputGates;

  private final long recurrentGates;
  private final long logits;
  private final long states;

  private LanguageMemory(LanguageModelConfig model) {
    RecurrentCell cell = model.cell().create();
    layers = model.layerCount();
    vocabulary = model.vocabularySize();
    hidden = Strip.padded(model.hiddenSize());
    hiddenPanels = panels(hidden);
    gates = gates(cell.groups().stream());
    units = model.hiddenSize();
    inputGates = gates(cell.groups().stream().filter(g -> g.multipliesInput(units, units)));
    recurrentGates = gates(cell.groups().stream().filter(GateGroup::isRecurrent));
    logits = panels(vocabulary);
    // h and the output; c and tanh c; r ⊙ h.
    states = 2L + (cell.hasMemory() ? 2 : 0) + (cell.isGated() ? 1 : 0);
  }

  static StepMemory of(LanguagePlan plan, int threads) {
    if (plan.model().network() instanceof BlockConfig blocks) {
      return ofBlocks(blocks, plan, threads);
    }
    var sizes = new LanguageMemory(plan.model());
    long rows = plan.unitsPerWindow();
    boolean lines = plan.batches().items() == Items.LINE;
    return new StepMemory(
        sizes.transposes()
            + (plan.regularization().weightNoise() > 0 ? 2 * sizes.recurrentWeights() : 0),
        sizes.forwardAndBackward(rows, plan.batches().batchSize())
            + threads * (sizes.layers + 1) * Products.scratchSize()
            + (long) (FLOATS_PER_POSITION * rows)
            + (plan.model().inputsPerUnit() - 1) * rows,
        sizes.forward(STREAM_ROWS, 2) + (lines ? threads * sizes.forward(LINE_ROWS, LINES) : 0),
        (rows + SPARE_ROWS) * Math.max(sizes.gates, sizes.logits));
  }

  private static StepMemory ofBlocks(BlockConfig network, LanguagePlan plan, int threads) {
    long rows = plan.unitsPerWindow();
    int batch = plan.batches().batchSize();
    int steps = plan.batches().timeSteps();
    long logits = panels(plan.model().vocabularySize());
    boolean lines = plan.batches().items() == Items.LINE;
    long evaluation = 2 * network.floats(STREAM_ROWS / 2, 1, false, threads) + STREAM_ROWS * logits;
    if (lines) {
      evaluation +=
          threads * (network.floats(LINE_ROWS / LINES, LINES, false, 1) + LINE_ROWS * logits);
    }
    return new StepMemory(
        network.transposes(plan.model().vocabularySize()),
        network.floats(steps, batch, true, threads)
            + (rows + SPARE_ROWS) * logits
            + (long) threads * Products.scratchSize()
            + (long) (FLOATS_PER_POSITION * rows)
            + (plan.model().inputsPerUnit() - 1) * rows,
        evaluation,
        Math.max((rows + SPARE_ROWS) * logits, network.largestArray(steps, batch)));
  }

  private static long panels(long columns) {
    return Math.ceilDiv(columns, Panels.WIDTH) * Panels.WIDTH;
  }

  private long gates(Stream<GateGroup> groups) {
    return groups.mapToLong(group -> panels(group.gates().size() * hidden)).sum();
  }

  private long transposes() {
    return hiddenPanels * (inputGates * (layers - 1) + recurrentGates * layers + vocabulary);
  }

  private long recurrentWeights() {
    return units * recurrentGates * layers;
  }

  private long forward(long rows, long streams) {
    return layers * (rows * gates + (states * rows + 2 * streams) * hidden) + rows * logits;
  }

  private long forwardAndBackward(long rows, long streams) {
    long spare = SPARE_ROWS * (layers * gates + logits);
    return forward(rows, streams) + spare + layers * (rows + 4 * streams) * hidden;
  }
}
