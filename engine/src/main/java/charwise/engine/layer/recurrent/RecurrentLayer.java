package charwise.engine.layer.recurrent;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one recurrent layer of D inputs and H units. Buffers and the loop over time are in
 * {@link RecurrentForward} and {@link RecurrentBackward}.
 */
public final class RecurrentLayer {
  private final RecurrentCell cell;
  private final InputShape input;
  private final int hiddenSize;
  private final Direction direction;
  private final List<GroupWeights> groups = new ArrayList<>();

  /** A layer whose weights live in the set being built. */
  public RecurrentLayer(
      RecurrentCell cell,
      InputShape input,
      int hiddenSize,
      Direction direction,
      ParameterSet.Builder parameters) {
    this.cell = cell;
    this.input = input;
    this.hiddenSize = hiddenSize;
    this.direction = direction;
    int slot = 0;
    for (GateGroup group : cell.groups()) {
      groups.add(GroupWeights.of(group, slot, input, hiddenSize, parameters));
      slot += group.gates().size();
    }
  }

  RecurrentCell cell() {
    return cell;
  }

  List<GroupWeights> groups() {
    return groups;
  }

  /** What it reads at each position. */
  public InputShape input() {
    return input;
  }

  /** The order in which it reads an item. */
  public Direction direction() {
    return direction;
  }

  /** H. */
  public int hiddenSize() {
    return hiddenSize;
  }

  /** H rounded up to whole strips: the width of state and output rows. */
  public int paddedSize() {
    return Strip.padded(hiddenSize);
  }

  int slots() {
    return groups.stream().mapToInt(GroupWeights::gates).sum();
  }

  /**
   * The weights in PyTorch's names and layout: {@code weight_ih_l} (G·H × D), {@code weight_hh_l}
   * (G·H × H), {@code bias_ih_l} and {@code bias_hh_l} (G·H), where a gate with one bias keeps it in
   * {@code bias_ih} and reads as zero in {@code bias_hh}. Where items are read from the end, names
   * end with {@code _reverse}.
   */
  public List<NamedTensor> tensors(String prefix, int index) {
    String suffix = "_l" + index + direction.suffix();
    List<Place> fromInput = places(GateGroup::fromInput, GroupWeights::bias);
    List<Place> recurrent = places(GateGroup::isRecurrent, GroupWeights::recurrent);
    List<Place> recurrentBias = places(GateGroup::isRecurrent, GroupWeights::fileRecurrentBias);
    int[] biasShape = {cell.gateCount() * hiddenSize};
    return List.of(
        matrix(
            prefix + "weight_ih" + suffix,
            input.size(),
            (row, column) -> place(fromInput, row).inputIndex(input, column, unit(row))),
        matrix(
            prefix + "weight_hh" + suffix,
            hiddenSize,
            (row, column) -> place(recurrent, row).index(column, unit(row))),
        new NamedTensor(
            prefix + "bias_ih" + suffix, biasShape, i -> place(fromInput, i).index(0, unit(i))),
        new NamedTensor(
            prefix + "bias_hh" + suffix,
            biasShape,
            i -> place(recurrentBias, i).index(0, unit(i)),
            i -> place(recurrentBias, i).weights().sharesBias()));
  }

  private NamedTensor matrix(String name, int columns, IntBinaryOperator index) {
    return new NamedTensor(
        name,
        new int[] {cell.gateCount() * hiddenSize, columns},
        i -> index.applyAsInt(i / columns, i % columns));
  }

  private Place place(List<Place> places, int row) {
    return places.get(row / hiddenSize);
  }

  private int unit(int row) {
    return row % hiddenSize;
  }

  /** Where each gate of the model file is: its group and its slot there. */
  private record Place(GroupWeights weights, int slot, PanelMatrix matrix) {
    int index(int row, int unit) {
      return matrix.index(row, weights.column(slot, unit));
    }

    int inputIndex(InputShape input, int i, int unit) {
      return weights.inputIndex(input, i, weights.column(slot, unit));
    }
  }

  private List<Place> places(
      Predicate<GateGroup> part, Function<GroupWeights, @Nullable Parameter> parameter) {
    Place[] places = new Place[cell.gateCount()];
    for (GroupWeights weights : groups) {
      Parameter found = part.test(weights.group()) ? parameter.apply(weights) : null;
      for (int slot = 0; found != null && slot < weights.gates(); slot++) {
        places[weights.group().gates().get(slot)] = new Place(weights, slot, found.values());
      }
    }
    return List.of(places);
  }

  /** Packs the weights, which {@link Bfloat16} holds without loss, for products with one row. */
  public void packWeights() {
    for (GroupWeights group : groups) {
      Parameter dense = group.dense();
      if (dense != null) {
        dense.values().pack();
      }
      Parameter recurrent = group.recurrent();
      if (recurrent != null) {
        recurrent.values().pack();
      }
    }
  }

  /**
   * Uniform weights in ±1/√H from the generator, in the order and layout of {@link #tensors};
   * biases as the cell wants them.
   */
  public void initialize(RandomStream random, float[] storage) {
    double bound = 1 / Math.sqrt(hiddenSize);
    for (NamedTensor tensor : tensors("", 0).subList(0, 2)) {
      float[] values = new float[tensor.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      tensor.add(values, storage);
    }
    NamedTensor bias = tensors("", 0).get(2);
    float[] values = new float[bias.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cell.initialBias(i / hiddenSize);
    }
    bias.add(values, storage);
  }

}
