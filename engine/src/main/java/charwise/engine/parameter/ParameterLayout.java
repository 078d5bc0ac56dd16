package charwise.engine.parameter;

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
   * @param own elements that no other tensor stands for
   */
  public record Entry(String name, List<Long> shape, long own) {}

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
                        tensor.ownSize()))
            .toList();
    return new ParameterLayout(entries, parameters.storage());
  }

  /** The number of weights, PyTorch's redundant second biases not counted. */
  public long count() {
    return tensors.stream().mapToLong(Entry::own).sum();
  }
}
