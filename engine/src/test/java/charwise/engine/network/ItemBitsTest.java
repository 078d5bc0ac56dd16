package charwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a network makes of an item does not depend on anything else, to the bit. */
final class ItemBitsTest {
  private static final int[] LENGTHS = {33, 1, 17, 2, 16, 15};
  private static final int HIDDEN = 21;
  private static final int VOCABULARY = 9;

  static Stream<Arguments> cellsAndDirections() {
    return Stream.of(CellType.values())
        .flatMap(cell -> Stream.of(Directions.values()).map(d -> Arguments.of(cell, d)));
  }

  private static List<int[]> items() {
    RandomStream random = new RandomStream(2);
    List<int[]> items = new ArrayList<>();
    for (int length : LENGTHS) {
      int[] item = new int[length];
      Arrays.setAll(item, i -> random.nextInt(VOCABULARY));
      items.add(item);
    }
    return items;
  }

  private static ItemNetwork network(CellType cell, Directions directions, int rows, Team team) {
    ItemNetwork network =
        new ItemNetwork(
            new ItemNetwork.Config(
                cell, VOCABULARY, HIDDEN, 2, true, directions, PoolingType.MEAN, 3, "classifier"),
            rows,
            8,
            0.2,
            team);
    network.stack.initialize(new RandomStream(1), network.parameters.values());
    return network;
  }

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  void outputsDoNotDependOnWhatIsReadBesideAnItem(CellType cell, Directions directions) {
    RecurrentStack stack;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    stack =
        new RecurrentStack(
            cell::create, InputShape.oneHot(VOCABULARY), HIDDEN, 2, true, directions, builder);
    ParameterSet parameters = builder.build();
    stack.initialize(new RandomStream(1), parameters.values());
    List<int[]> items = items();
    for (boolean training : new boolean[] {false, true}) {
      List<float[]> together = read(stack, items, training);
      for (int n = 0; n < items.size(); n++) {
        assertThat(read(stack, List.of(items.get(n)), false).getFirst()).isEqualTo(together.get(n));
      }
      assertThat(read(stack, items.reversed(), training).getLast()).isEqualTo(together.getFirst());
    }
  }

  /** Of each item: outputs and final states. The buffers have been used for other items before. */
  private static List<float[]> read(RecurrentStack stack, List<int[]> items, boolean training) {
    BatchShape shape = BatchShape.upTo(300, 8);
    StackForward forward = new StackForward(stack, shape, List.of(), training, 1);
    int[] ids = new int[300];
    Arrays.fill(ids, 3);
    shape.setAll(37, 8);
    forward.run(Share.ofStreams(0, 0, 8), ids);
    Arrays.fill(ids, 0);
    int count = items.size();
    shape.set(items.stream().mapToInt(item -> item.length).toArray(), count);
    for (int n = 0; n < count; n++) {
      for (int t = 0; t < items.get(n).length; t++) {
        ids[t * count + n] = items.get(n)[t];
      }
    }
    forward.run(Share.ofStreams(0, 0, count), ids);
    List<float[]> read = new ArrayList<>();
    Matrix output = forward.output();
    int width = output.columns();
    for (int n = 0; n < count; n++) {
      int length = items.get(n).length;
      int layers = stack.layers().size();
      float[] all = new float[length * width + layers * HIDDEN];
      for (int t = 0; t < length; t++) {
        System.arraycopy(output.values(), output.row(t * count + n), all, t * width, width);
      }
      float[] state = new float[HIDDEN];
      for (int l = 0; l < layers; l++) {
        var layer = forward.layers().get(l);
        layer.copyHidden(layer.finalRow(n), state);
        System.arraycopy(state, 0, all, length * width + l * HIDDEN, HIDDEN);
      }
      read.add(all);
    }
    return read;
  }

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  void gradientsDoNotDependOnTheTeamNorOnTheBuffers(CellType cell, Directions directions) {
    float[] alone = gradients(cell, directions, 1, 198, false);
    assertThat(gradients(cell, directions, 3, 500, true)).isEqualTo(alone);
    assertThat(gradients(cell, directions, 8, 198, true)).isEqualTo(alone);
  }

  private static float[] gradients(
      CellType cell, Directions directions, int threads, int rows, boolean usedBefore) {
    try (Team team = new Team(threads)) {
      ItemNetwork network = network(cell, directions, rows, team);
      List<int[]> targets =
          Arrays.stream(LENGTHS).mapToObj(length -> new int[] {length % 3}).toList();
      if (usedBefore) {
        network.load(items().subList(1, 4), targets.subList(1, 4), 1);
        network.backpropagate();
      }
      network.load(items(), targets, 2);
      network.backpropagate();
      float[] gradients = network.parameters.gradients().clone();
      return concat(gradients, (float) network.loss());
    }
  }

  private static float[] concat(float[] values, float more) {
    float[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = more;
    return all;
  }

  @ParameterizedTest
  @EnumSource(Directions.class)
  void whatWasNotFiniteIsForgotten(Directions directions) {
    try (Team team = new Team(1)) {
      ItemNetwork network = network(CellType.GRU, directions, 300, team);
      List<int[]> targets =
          Arrays.stream(LENGTHS).mapToObj(length -> new int[] {length % 3}).toList();
      network.load(items(), targets, 2);
      network.backpropagate();
      float[] expected = network.parameters.gradients().clone();
      float[] weights = network.parameters.values().clone();
      Arrays.fill(network.parameters.values(), Float.NaN);
      network.load(items().reversed(), targets, 1);
      network.backpropagate();
      System.arraycopy(weights, 0, network.parameters.values(), 0, weights.length);
      network.load(items(), targets, 2);
      network.backpropagate();

      assertThat(network.parameters.gradients()).isEqualTo(expected);
    }
  }

  @Test
  void twoDirectionsReadNoStreams() {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    RecurrentStack stack =
        new RecurrentStack(
            CellType.GRU::create, InputShape.oneHot(2), 3, 1, false, Directions.BOTH, builder);
    builder.build();
    StackForward forward = new StackForward(stack, 2, 1, List.of(), true, 1);
    StackBackward backward = new StackBackward(forward, 1);
    Share all = Share.ofStreams(0, 0, 1);

    assertThatThrownBy(() -> forward.run(all, new int[2], new boolean[2], 2))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> forward.carry(2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> backward.run(all, new boolean[2]))
        .isInstanceOf(IllegalStateException.class);
  }
}
