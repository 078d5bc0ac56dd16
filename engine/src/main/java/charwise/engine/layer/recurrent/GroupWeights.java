package charwise.engine.layer.recurrent;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one gate group in panels: column {@code (u / 16) * 16 g + s * 16 + u % 16} belongs
 * to unit u of the group's gate s of g, so that a unit's gates lie side by side. H is rounded up to
 * whole strips; the spare columns stay zero.
 *
 * @param firstSlot the number of the group's first gate slot in the cell
 * @param input D × N, where the input enters
 * @param recurrent H × N, where there is a recurrence
 * @param bias 1 × N
 * @param recurrentBias 1 × N, where there is a second bias
 */
record GroupWeights(
    GateGroup group,
    int firstSlot,
    int columns,
    @Nullable Parameter input,
    @Nullable Parameter recurrent,
    Parameter bias,
    @Nullable Parameter recurrentBias) {

  static GroupWeights of(
      GateGroup group, int firstSlot, int inputSize, int hiddenSize, ParameterSet.Builder builder) {
    int columns = group.gates().size() * Strip.padded(hiddenSize);
    return new GroupWeights(
        group,
        firstSlot,
        columns,
        group.fromInput() ? builder.add(inputSize, columns) : null,
        group.recurrence() == Recurrence.NONE ? null : builder.add(hiddenSize, columns),
        builder.add(1, columns),
        group.twoBiases() ? builder.add(1, columns) : null);
  }

  int gates() {
    return group.gates().size();
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

  /** The bias that the file's bias_hh holds: the second one, or the only one. */
  Parameter fileRecurrentBias() {
    return recurrentBias == null ? bias : recurrentBias;
  }

  /** Whether the file's bias_hh has no weight of its own. */
  boolean sharesBias() {
    return group.fromInput() && recurrentBias == null;
  }
}
