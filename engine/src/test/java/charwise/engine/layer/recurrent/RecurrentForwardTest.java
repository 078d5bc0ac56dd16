package charwise.engine.layer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.Differences;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecurrentForwardTest {
  private static final int STEPS = 3;
  private static final int STREAMS = 2;

  private final float[] state = new float[5];
  private final boolean[] resets = new boolean[STEPS * STREAMS];
  private RecurrentForward forward;

  @BeforeEach
  void aLayerOfRandomWeights() {
    var builder = new ParameterSet.Builder();
    var layer =
        new RecurrentLayer(
            CellType.LSTM.create(), InputShape.oneHot(4), state.length, Direction.FORWARD, builder);
    ParameterSet parameters = builder.build();
    RandomStream random = new RandomStream(3);
    layer
        .tensors("", 0)
        .forEach(
            tensor ->
                tensor.add(Differences.values(random, tensor.size(), 1), parameters.values()));
    forward =
        new RecurrentForward(
            layer,
            new BatchShape(STEPS, STREAMS),
            Matrix.zeros(STEPS * STREAMS, layer.paddedSize()),
            false,
            1);
  }

  private void run(int steps) {
    forward.run(
        Share.ofStreams(0, 0, STREAMS),
        new int[resets.length],
        Matrix.zeros(0, 1),
        resets,
        0,
        steps);
  }

  @Test
  void aStateThatAResetHasWipedOutIsNotToBeHad() {
    resets[1 * STREAMS + 1] = true; // the second stream starts afresh at the second step
    run(STEPS);
    forward.copyHidden(0, state);
    assertThat(state).doesNotContain(0f);
    assertThatThrownBy(() -> forward.copyHidden(1, state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a reset has wiped out the state after row 1");
    assertThatThrownBy(() -> forward.copyMemory(1, state))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aResetThatHasNotBeenReachedWipesOutNothing() {
    resets[1 * STREAMS + 1] = true;
    run(1);
    forward.copyHidden(1, state);
    assertThat(state).doesNotContain(0f);
  }
}
