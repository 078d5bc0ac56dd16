package charwise.engine.tensor;

import charwise.engine.kernel.Strip;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of a matrix in blocks, each of which starts at a whole strip, so that whoever makes a
 * block can write it without touching the others: the outputs of two directions lie so, side by
 * side. What lies between two blocks is zero. Files have the columns without the gaps.
 *
 * @param sizes the columns of each block
 */
public record ColumnBlocks(List<Integer> sizes) {
  /** No columns. */
  public static final ColumnBlocks NONE = new ColumnBlocks(List.of());

  /** Keeps its own copy of the list. */
  public ColumnBlocks {
    sizes = List.copyOf(sizes);
    if (sizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("a block of columns is empty: " + sizes);
    }
  }

  /** Blocks of the given sizes. */
  public static ColumnBlocks of(Integer... sizes) {
    return new ColumnBlocks(Arrays.asList(sizes));
  }

  /** The columns of all blocks together, without the gaps. */
  public int size() {
    int size = 0;
    for (int i = 0; i < sizes.size(); i++) { // no stream: steps ask for it
      size += sizes.get(i);
    }
    return size;
  }

  /** The columns of a matrix that has room for all blocks, a multiple of 16. */
  public int width() {
    return start(sizes.size());
  }

  /** The rows of weights that multiply such columns: up to the last one, gaps included. */
  public int rows() {
    return sizes.isEmpty() ? 0 : start(sizes.size() - 1) + sizes.getLast();
  }

  /** Where a block starts, a multiple of 16. */
  public int start(int block) {
    int start = 0;
    for (int i = 0; i < block; i++) { // no stream: steps ask for it
      start += Strip.padded(sizes.get(i));
    }
    return start;
  }

  /** Where the column is that is number {@code column} without the gaps. */
  public int place(int column) {
    int block = 0;
    int left = column;
    int start = 0;
    while (left >= sizes.get(block)) {
      left -= sizes.get(block);
      start += Strip.padded(sizes.get(block));
      block++;
    }
    return start + left;
  }
}
