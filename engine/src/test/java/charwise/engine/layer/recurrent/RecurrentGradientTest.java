package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.layer.BatchShape;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.tensor.ColumnBlocks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient contract for every cell in the registry, at several shapes. */
class RecurrentGradientTest {
  /** Inputs, units, steps, streams: units below, at and above a strip; steps and streams from 1. */
  private static final List<int[]> SHAPES =
      List.of(
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
    assertThat(new GradientContract(cell.create(), s[0], s[1], s[2], s[3], false, 0.4).violations())
        .isEmpty();
  }

  /** Streams of different lengths, in buffers with room to spare. */
  private static BatchShape uneven() {
    BatchShape shape = BatchShape.upTo(23, 5);
    shape.set(new int[] {1, 4, 2}, 3);
    return shape;
  }

  static Stream<Arguments> cellsAndInputs() {
    return Stream.of(CellType.values())
        .flatMap(cell -> INPUTS.stream().map(input -> Arguments.of(cell, input)));
  }

  /** All kinds of inputs; dense blocks with and without gaps between them. */
  private static final List<InputShape> INPUTS =
      List.of(
          InputShape.oneHot(3, 2),
          InputShape.oneHot(4).with(ColumnBlocks.of(5, 5)),
          InputShape.dense(3, 3),
          InputShape.dense(16, 2));

  @ParameterizedTest
  @MethodSource("cellsAndInputs")
  void streamsOfDifferentLengthsAgreeWithDifferences(CellType cell, InputShape input) {
    assertThat(
            new GradientContract(cell.create(), input, 5, Direction.FORWARD, uneven(), 0, 4)
                .violations())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cellsAndInputs")
  void itemsReadFromTheEndAgreeWithDifferences(CellType cell, InputShape input) {
    assertThat(
            new GradientContract(cell.create(), input, 17, Direction.REVERSE, uneven(), 0, 4)
                .violations())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void stepsRunOneByOneAgreeWithDifferences(CellType cell) {
    InputShape input = InputShape.oneHot(3).with(ColumnBlocks.of(2));
    for (int steps = 1; steps <= 3; steps++) {
      assertThat(
              new GradientContract(cell.create(), input, 5, Direction.FORWARD, uneven(), 0.3, steps)
                  .violations())
          .isEmpty();
    }
  }

  static Stream<Arguments> cellsAndInputsAsManyAsUnits() {
    List<InputShape> inputs =
        List.of(
            InputShape.dense(5),
            InputShape.oneHot(5),
            InputShape.dense(2, 3),
            InputShape.oneHot(1, 2).with(ColumnBlocks.of(2)));
    return Stream.of(CellType.values())
        .flatMap(cell -> inputs.stream().map(input -> Arguments.of(cell, input)));
  }

  @ParameterizedTest
  @MethodSource("cellsAndInputsAsManyAsUnits")
  void inputsAsManyAsUnitsAgreeWithDifferences(CellType cell, InputShape input) {
    assertThat(
            new GradientContract(cell.create(), input, 5, Direction.FORWARD, uneven(), 0, 2)
                .violations())
        .isEmpty();
  }

  @Test
  void inputsPastAllWeightsAgreeWithDifferencesInMoreThanOnePanel() {
    assertThat(
            new GradientContract(
                    new SruCell(),
                    InputShape.dense(65),
                    65,
                    Direction.REVERSE,
                    new BatchShape(2, 1),
                    0,
                    2)
                .violations())
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
