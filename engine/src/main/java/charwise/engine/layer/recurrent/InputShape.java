package charwise.engine.layer.recurrent;

import charwise.engine.tensor.ColumnBlocks;
import java.util.Arrays;
import java.util.List;

/**
 * What a recurrent layer reads at each position: some ids, each standing for a one-hot vector, and
 * then some dense columns. The columns of {@code weight_ih} are in this order.
 *
 * @param oneHots the number of different ids of each
 * @param dense the dense columns
 */
public record InputShape(List<Integer> oneHots, ColumnBlocks dense) {
  /** Keeps its own copy of the list. */
  public InputShape {
    oneHots = List.copyOf(oneHots);
    if (oneHots.stream().anyMatch(ids -> ids < 1) || (oneHots.isEmpty() && dense.size() == 0)) {
      throw new IllegalArgumentException("no inputs: " + oneHots + " and " + dense.sizes());
    }
  }

  /** Ids alone. */
  public static InputShape oneHot(Integer... sizes) {
    return new InputShape(Arrays.asList(sizes), ColumnBlocks.NONE);
  }

  /** Dense columns alone. */
  public static InputShape dense(Integer... blocks) {
    return new InputShape(List.of(), ColumnBlocks.of(blocks));
  }

  /** These inputs and dense columns. */
  public InputShape with(ColumnBlocks columns) {
    return new InputShape(oneHots, columns);
  }

  /** D, the columns of {@code weight_ih}. */
  public int size() {
    int size = 0;
    for (int i = 0; i < oneHots.size(); i++) { // no stream: steps ask for it
      size += oneHots.get(i);
    }
    return size + dense.size();
  }

  /** Whether there are dense columns. */
  public boolean isDense() {
    return !dense.sizes().isEmpty();
  }
}
