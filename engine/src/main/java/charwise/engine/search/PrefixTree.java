package charwise.engine.search;

import java.util.Arrays;
import java.util.Collection;

/**
 * Only outputs from a list, as a tree of their beginnings (a trie): a state is a node, and what
 * follows a node lies together, in the order of ids.
 */
public final class PrefixTree implements Constraint {
  private static final int[] NOTHING = {};

  /** The last unit of each node; nodes are numbered level by level. */
  private final int[] ids;

  /** Where the nodes that follow each node begin; those of the next node end them. */
  private final int[] following;

  /** The fewest units from each node to the end of an output. */
  private final int[] shortest;

  /**
   * A tree.
   *
   * @param outputs the ids of each, without marks; at least one
   */
  public PrefixTree(Collection<int[]> outputs) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("no output is allowed");
    }
    int[][] sorted = outputs.toArray(int[][]::new);
    Arrays.sort(sorted, Arrays::compare);
    int nodes = 1;
    int[] before = NOTHING;
    for (int[] output : sorted) {
      nodes += output.length - common(before, output);
      before = output;
    }
    ids = new int[nodes];
    following = new int[nodes + 1];
    shortest = new int[nodes];
    grow(sorted);
  }

  private static int common(int[] one, int[] other) {
    int mismatch = Arrays.mismatch(one, other);
    return mismatch < 0 ? one.length : mismatch;
  }

  /** Level by level: each node is a range of the sorted outputs, which all begin alike. */
  private void grow(int[][] sorted) {
    int[] from = new int[ids.length];
    int[] to = new int[ids.length];
    int[] depths = new int[ids.length];
    to[0] = sorted.length;
    int size = 1;
    for (int node = 0; node < ids.length; node++) {
      following[node] = size;
      shortest[node] = Integer.MAX_VALUE;
      int depth = depths[node];
      int i = from[node];
      while (i < to[node] && sorted[i].length == depth) {
        shortest[node] = 0;
        i++;
      }
      while (i < to[node]) {
        int end = i;
        while (end < to[node] && sorted[end][depth] == sorted[i][depth]) {
          end++;
        }
        ids[size] = sorted[i][depth];
        from[size] = i;
        to[size] = end;
        depths[size++] = depth + 1;
        i = end;
      }
    }
    following[ids.length] = size;
    for (int node = ids.length - 1; node >= 0; node--) {
      for (int next = following[node]; next < following[node + 1]; next++) {
        shortest[node] = Math.min(shortest[node], shortest[next] + 1);
      }
    }
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public int next(int state, int id, int left) {
    int node = Arrays.binarySearch(ids, following[state], following[state + 1], id);
    return node < 0 || shortest[node] > left ? -1 : node;
  }

  @Override
  public boolean isComplete(int state) {
    return shortest[state] == 0;
  }
}
