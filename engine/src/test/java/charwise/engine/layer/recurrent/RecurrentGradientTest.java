package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient contract for every cell in the registry, at several shapes. */
class RecurrentGradientTest {
  /** Inputs, units, steps, streams: units below, at and above a strip; steps and streams from 1. */
  private static final List<int[]> SHAPES = List.of(
      new int[] {3, 5, 4, 3},
      new int[] {1, 1, 1, 1},
      new int[] {4, 16, 2, 1},
      new int[] {2, 17, 3, 2},
      new int[] {5, 3, 7, 2});

  static Stream<Arguments> cellsAndShapes() {
    return Stream.of(CellType.values())
        .flatMap(cell -> SHAPES.stream().map(shape -> Arguments.of(cell, shape)));
  }

  @ParameterizedTest
  @MethodSource("cellsAndShapes")
  void gradientsOfDenseInputsAgreeWithDifferences(CellType cell, int[] s) {
    assertThat(new GradientContract(cell.create(), s[0], s[1], s[2], s[3], false, 0).violations())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cellsAndShapes")
  void gradientsOfOneHotInputsAgreeWithDifferences(CellType cell, int[] s) {
    assertThat(new GradientContract(cell.create(), s[0], s[1], s[2], s[3], true, 0).violations())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cellsAndShapes")
  void gradientsStopWhereTheStateIsReset(CellType cell, int[] s) {
    assertThat(
            new GradientContract(cell.create(), s[0], s[1], s[2], s[3], false, 0.4).violations())
        .isEmpty();
  }

  @Test
  void theContractNoticesACellThatForgetsATerm() {
    assertThat(new GradientContract(new LeakyCell(true), 3, 5, 4, 2, false, 0).violations())
        .isEmpty();
    assertThat(new GradientContract(new LeakyCell(false), 3, 5, 4, 2, false, 0).violations())
        .anyMatch(violation -> violation.startsWith("initial state"))
        .anyMatch(violation -> violation.startsWith("weight_hh_l0"))
        .anyMatch(violation -> violation.startsWith("input"));
  }

  /** h' = h + tanh(x Wx + h Wh + b), with or without the gradient through "h +". */
  private record LeakyCell(boolean complete) implements RecurrentCell {
    @Override
    public List<Gate> gates() {
      return List.of(new Gate("hidden", false));
    }

    @Override
    public List<GateGroup> groups() {
      return List.of(new GateGroup(List.of(0), true, Recurrence.HIDDEN));
    }

    @Override
    public boolean hasMemory() {
      return false;
    }

    @Override
    public void forward(CellStrips s, int count) {
      STRIPS.tanh(s.gate(0), s.gate(0), count);
      STRIPS.copy(s.hidden(), s.previousHidden(), count);
      STRIPS.add(s.hidden(), s.gate(0), count);
    }

    @Override
    public void backward(CellStrips s, int count) {
      STRIPS.tanhGradient(s.gate(0), s.dHidden(), s.gate(0), count);
      if (complete) {
        STRIPS.add(s.dPreviousHidden(), s.dHidden(), count);
      }
    }
  }
}
