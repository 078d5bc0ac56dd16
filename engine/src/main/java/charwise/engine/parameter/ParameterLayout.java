package charwise.engine.parameter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tensors of a model that need not exist: what is asked of a shape before memory is allocated.
 *
 * @param tensors in the order of files
 * @param storage floats of the array that holds them all
 */
public record ParameterLayout(List<Entry> tensors, long storage) {
  /**
   * A tensor.
   *
   * @param own weights that no other tensor stands for
   */
  public record Entry(String name, List<Long> shape, ElementType type, long own) {}

  /** Keeps a copy of the list. */
  public ParameterLayout {
    tensors = List.copyOf(tensors);
  }

  /**
   * The layout of parameters that a builder has collected.
   *
   * @param tensors views on them; their places are not looked at
   */
  public static ParameterLayout of(List<NamedTensor> tensors, ParameterSet.Builder parameters) {
    List<Entry> entries =
        tensors.stream()
            .map(
                tensor ->
                    new Entry(
                        tensor.name(),
                        Arrays.stream(tensor.shape()).mapToObj(Long::valueOf).toList(),
                        ElementType.F32,
                        tensor.ownSize()))
            .toList();
    return new ParameterLayout(entries, parameters.storage());
  }

  /** The same with one more tensor in the file, which is in no {@link ParameterSet}. */
  public ParameterLayout withFixed(String name, ElementType type, long... shape) {
    List<Entry> more = new ArrayList<>(tensors);
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    long own = type == ElementType.F32 ? size : 0;
    more.add(new Entry(name, Arrays.stream(shape).boxed().toList(), type, own));
    return new ParameterLayout(more, storage);
  }

  /** The number of weights, PyTorch's redundant second biases not counted. */
  public long count() {
    return tensors.stream().mapToLong(Entry::own).sum();
  }
}
