package charwise.engine.layer.recurrent;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one gate group in panels: column {@code (u / 16) * 16 g + s * 16 + u % 16} belongs
 * to unit u of the group's gate s of g, so that a unit's gates lie side by side. H is rounded up to
 * whole strips; the spare columns stay zero.
 *
 * @param firstSlot the number of the group's first gate slot in the cell
 * @param tables where the input enters, for each of its ids as many rows as there are ids
 * @param dense where the input enters, a row for each of its dense columns, if there are any
 * @param skips whether the input enters past all weights
 * @param recurrent H × N, where there is a recurrence by a product
 * @param memory 1 × N, where the second state enters
 * @param bias 1 × N, where there is one
 * @param recurrentBias 1 × N, where there is a second bias
 */
record GroupWeights(
    GateGroup group,
    int firstSlot,
    int columns,
    List<Parameter> tables,
    @Nullable Parameter dense,
    boolean skips,
    @Nullable Parameter recurrent,
    @Nullable Parameter memory,
    @Nullable Parameter bias,
    @Nullable Parameter recurrentBias) {

  static GroupWeights of(
      GateGroup group,
      int firstSlot,
      InputShape input,
      int hiddenSize,
      ParameterSet.Builder builder) {
    int columns = group.gates().size() * Strip.padded(hiddenSize);
    boolean multiplies = group.multipliesInput(input.size(), hiddenSize);
    List<Parameter> tables = new ArrayList<>();
    if (multiplies) {
      input.oneHots().forEach(ids -> tables.add(builder.addTable(ids, columns)));
    }
    return new GroupWeights(
        group,
        firstSlot,
        columns,
        List.copyOf(tables),
        multiplies && input.isDense() ? builder.add(input.dense().rows(), columns) : null,
        group.fromInput() && !multiplies,
        group.isRecurrent() ? builder.add(hiddenSize, columns) : null,
        group.recurrence() == Recurrence.MEMORY ? builder.add(1, columns) : null,
        group.biases() > 0 ? builder.add(1, columns) : null,
        group.biases() > 1 ? builder.add(1, columns) : null);
  }

  int gates() {
    return group.gates().size();
  }

  /** Where the weight is that input {@code i} has in a column. */
  int inputIndex(InputShape input, int i, int column) {
    int left = i;
    for (Parameter table : tables) {
      int ids = table.values().rows();
      if (left < ids) {
        return table.values().index(left, column);
      }
      left -= ids;
    }
    return Objects.requireNonNull(dense).values().index(input.dense().place(left), column);
  }

  /** Where the weight is that unit {@code i} of the step before has in a column. */
  int recurrentIndex(int i, int column) {
    return Objects.requireNonNull(recurrent).values().index(i, column);
  }

  int memoryIndex(int column) {
    return Objects.requireNonNull(memory).values().index(0, column);
  }

  int biasIndex(int column) {
    return Objects.requireNonNull(bias).values().index(0, column);
  }

  /** Of the bias that the file's bias_hh holds: the second one, or the only one. */
  int recurrentBiasIndex(int column) {
    return recurrentBias == null ? biasIndex(column) : recurrentBias.values().index(0, column);
  }

  /**
   * Places a strip on the weights that the second state has in a gate: those of 16 units for all
   * rows or, across units, of 16 more a row.
   */
  Strip placeMemory(Strip strip, int slot, int unit, boolean acrossUnits) {
    int stride = acrossUnits ? gates() * Strip.WIDTH : 0;
    PanelMatrix weights = Objects.requireNonNull(memory).values();
    return strip.at(weights.values(), weights.index(0, column(slot, unit)), stride);
  }

  /** The column of a unit of the group's gate {@code s}. */
  int column(int s, int unit) {
    return unit / Strip.WIDTH * Strip.WIDTH * gates() + s * Strip.WIDTH + unit % Strip.WIDTH;
  }

  /** The panel in which the columns of a unit start, a multiple of 64. */
  int panelOf(int unit) {
    return unit / Panels.WIDTH * gates();
  }

  /** The panel after the last that holds columns of units below {@code end}. */
  int panelAfter(int end) {
    return Panels.count(end * gates());
  }

  /** Whether the file's bias_hh has no weight of its own. */
  boolean sharesBias() {
    return group.fromInput() && recurrentBias == null;
  }
}
