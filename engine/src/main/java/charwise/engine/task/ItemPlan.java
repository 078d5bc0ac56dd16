package charwise.engine.task;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.json.JsonFields;
import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.task.TaskPlan.StepMemory;
import charwise.engine.tensor.Products;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How items of different lengths are read, whatever is learnt from them.
 *
 * @param batchSize the most items of a batch
 * @param maximumLength where longer items are cut
 * @param maximumUnits the most units of a batch, shorter items filled up to its longest
 * @param unitsPerStep the units that a batch reads, the mean
 * @param dropout the probability of zeroing an element between layers and before the read-out
 * @param unitDropout the probability of reading a unit as an unknown one
 */
public record ItemPlan(
    int batchSize,
    int maximumLength,
    int maximumUnits,
    double unitsPerStep,
    double dropout,
    double unitDropout) {
  /** The largest batch. */
  private static final int MAXIMUM_BATCH_SIZE = 65_536;

  private static final int MOST_UNITS = 1 << 24;

  /** Rows between panels, so that they do not compete for places of a cache. */
  private static final int SPARE_ROWS = 33;

  /** Rows that a thread reads at a time when the model is measured. */
  private static final int READER_ROWS = 4096;

  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ItemPlan {
    check(batchSize >= 1 && batchSize <= MAXIMUM_BATCH_SIZE, "batch", batchSize);
    check(maximumLength >= 1 && maximumLength <= maximumUnits, "maximum_length", maximumLength);
    check(maximumUnits >= batchSize && maximumUnits <= MOST_UNITS, "maximum_units", maximumUnits);
    check(unitsPerStep > 0 && unitsPerStep <= MOST_UNITS, "units_per_step", unitsPerStep);
    check(dropout >= 0 && dropout < 1, "dropout", dropout);
    check(unitDropout >= 0 && unitDropout < 1, "unit_dropout", unitDropout);
  }

  /** The memory of a recurrent encoder with a read-out of {@code outputs} at each unit or item. */
  public StepMemory memory(EncoderConfig encoder, int outputs, int threads) {
    RecurrentCell cell = encoder.cell().create();
    long hidden = Strip.padded(encoder.hiddenSize());
    long ways = encoder.directions().all().size();
    long layers = encoder.layerCount() * ways;
    long gates = gates(cell.groups().stream(), hidden);
    long inputGates = gates(cell.groups().stream().filter(GateGroup::fromInput), hidden);
    long recurrentGates = gates(cell.groups().stream().filter(GateGroup::isRecurrent), hidden);
    long states = 2L + (cell.hasMemory() ? 2 : 0) + (cell.isGated() ? 1 : 0);
    long logits = panels(outputs);
    long rows = maximumUnits;
    long forward = layers * (gates + states * hidden) + logits;
    long backward = 2 * layers * hidden + ways * hidden;
    return new StepMemory(
        panels(hidden)
                * (inputGates * ways * ways * (encoder.layerCount() - 1) + recurrentGates * layers)
            + panels(ways * hidden) * outputs,
        rows * (forward + backward)
            + SPARE_ROWS * (layers * gates + logits)
            + threads * (layers + 1) * Products.scratchSize(),
        threads * (long) Math.max(READER_ROWS, maximumLength) * forward,
        (rows + SPARE_ROWS) * Math.max(gates, logits));
  }

  private static long panels(long columns) {
    return Math.ceilDiv(columns, Panels.WIDTH) * Panels.WIDTH;
  }

  private static long gates(Stream<GateGroup> groups, long hidden) {
    return groups.mapToLong(group -> panels(group.gates().size() * hidden)).sum();
  }

  /** The fields of a plan's JSON. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("batch", (long) batchSize);
    json.put("maximum_length", (long) maximumLength);
    json.put("maximum_units", (long) maximumUnits);
    json.put("units_per_step", unitsPerStep);
    json.put("dropout", dropout);
    json.put("unit_dropout", unitDropout);
    return json;
  }

  /**
   * The plan that {@link #toJson} gave.
   *
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  public static ItemPlan of(JsonFields json) {
    return new ItemPlan(
        json.integer("batch"),
        json.integer("maximum_length"),
        json.integer("maximum_units"),
        json.real("units_per_step"),
        json.real("dropout"),
        json.real("unit_dropout"));
  }
}
