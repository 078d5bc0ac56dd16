package charwise.engine.layer.recurrent;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
  private final boolean isRecurrent;
  private final boolean isGated;
  private final boolean readsMemory;
  private final int[] denseColumns;

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
    isRecurrent = cell.isRecurrent();
    isGated = cell.isGated();
    readsMemory = groups.stream().anyMatch(group -> group.memory() != null);
    denseColumns = IntStream.range(0, input.dense().size()).map(input.dense()::place).toArray();
  }

  /** What turns pre-activations into states. */
  public RecurrentCell cell() {
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

  /**
   * Whether c alone is the state that goes from step to step, h being the output and nothing else.
   */
  public boolean carriesMemoryAlone() {
    return cell.hasMemory() && cell.groups().stream().noneMatch(GateGroup::isRecurrent);
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

  /** Whether units need the others of the step before. */
  boolean isRecurrent() {
    return isRecurrent;
  }

  /** See {@link RecurrentCell#isGated}. */
  boolean isGated() {
    return isGated;
  }

  /** Whether c enters the pre-activations of some group. */
  boolean readsMemory() {
    return readsMemory;
  }

  /** The columns of the dense inputs, in the order of the model file. */
  int[] denseColumns() {
    return denseColumns;
  }

  /**
   * The weights in PyTorch's names and layout: {@code weight_ih_l} (G·H × D), {@code weight_hh_l}
   * (G·H × H), {@code bias_ih_l} and {@code bias_hh_l} (G·H), where a gate with one bias keeps it
   * in {@code bias_ih} and reads as zero in {@code bias_hh}; between weights and biases {@code
   * weight_c_l} (G·H), by which c enters. Each has rows for the gates that it concerns, and is
   * absent where it concerns none. Where items are read from the end, names end with {@code
   * _reverse}.
   */
  public List<NamedTensor> tensors(String prefix, int index) {
    String suffix = "_l" + index + direction.suffix();
    List<NamedTensor> tensors = new ArrayList<>();
    int inputs = input.size();
    List<Place> fromInput = places(group -> !group.tables().isEmpty() || group.dense() != null);
    add(
        tensors,
        prefix + "weight_ih" + suffix,
        inputs,
        fromInput,
        (group, i, column) -> group.inputIndex(input, i, column),
        null);
    List<Place> recurrent = places(group -> group.recurrent() != null);
    add(
        tensors,
        prefix + "weight_hh" + suffix,
        hiddenSize,
        recurrent,
        GroupWeights::recurrentIndex,
        null);
    List<Place> fromMemory = places(group -> group.memory() != null);
    add(
        tensors,
        prefix + "weight_c" + suffix,
        0,
        fromMemory,
        (group, i, column) -> group.memoryIndex(column),
        null);
    List<Place> biases = places(group -> group.group().fromInput() && group.bias() != null);
    add(
        tensors,
        prefix + "bias_ih" + suffix,
        0,
        biases,
        (group, i, column) -> group.biasIndex(column),
        null);
    add(
        tensors,
        prefix + "bias_hh" + suffix,
        0,
        recurrent,
        (group, i, column) -> group.recurrentBiasIndex(column),
        i -> recurrent.get(i / hiddenSize).weights().sharesBias());
    return List.copyOf(tensors);
  }

  /** Where a gate's weights are. */
  private record Place(GroupWeights weights, int slot) {}

  /** The gates of some groups, in the order of the model file. */
  private List<Place> places(Predicate<GroupWeights> part) {
    Map<Integer, Place> places = new TreeMap<>();
    for (GroupWeights weights : groups) {
      for (int slot = 0; part.test(weights) && slot < weights.gates(); slot++) {
        places.put(weights.group().gates().get(slot), new Place(weights, slot));
      }
    }
    return List.copyOf(places.values());
  }

  /** Where an element of a gate's weights is. */
  private interface Index {
    int of(GroupWeights weights, int input, int column);
  }

  /** Adds a tensor with a row a unit for each of some gates, if there are any. */
  private void add(
      List<NamedTensor> tensors,
      String name,
      int columns,
      List<Place> places,
      Index index,
      @Nullable IntPredicate absorbed) {
    if (places.isEmpty()) {
      return;
    }
    int rows = places.size() * hiddenSize;
    int width = Math.max(1, columns);
    IntUnaryOperator element =
        i -> {
          Place place = places.get(i / width / hiddenSize);
          int column = place.weights().column(place.slot(), i / width % hiddenSize);
          return index.of(place.weights(), i % width, column);
        };
    int[] shape = columns == 0 ? new int[] {rows} : new int[] {rows, columns};
    tensors.add(new NamedTensor(name, shape, element, absorbed));
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
   *
   * @param tableBound the bound of the weights of one-hot inputs, of which each position reads one
   * @param biasShare what the biases that the cell wants are multiplied by
   */
  public void initialize(
      RandomStream random, float[] storage, double tableBound, double biasShare) {
    double bound = 1 / Math.sqrt(hiddenSize);
    int oneHots = input.size() - input.dense().size();
    List<Integer> biased = cell.biasedGates();
    for (NamedTensor tensor : tensors("", 0)) {
      float[] values = new float[tensor.size()];
      boolean fromInput = tensor.name().startsWith("weight_ih");
      for (int i = 0; i < values.length; i++) {
        if (tensor.name().startsWith("weight")) {
          boolean inTable = fromInput && i % input.size() < oneHots;
          values[i] = (float) ((2 * random.nextDouble() - 1) * (inTable ? tableBound : bound));
        } else if (tensor.name().startsWith("bias_ih")) {
          values[i] = (float) (biasShare * cell.initialBias(biased.get(i / hiddenSize)));
        }
      }
      tensor.add(values, storage);
    }
  }
}
