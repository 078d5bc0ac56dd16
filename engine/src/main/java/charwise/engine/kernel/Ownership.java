package charwise.engine.kernel;

import java.util.Arrays;

/**
 * Which places of an array each member of a team works on first, in every phase of a step: what it
 * has written is then still in its own cache when it reads it, and does not have to come from
 * another core's. Only speed depends on it.
 */
public final class Ownership {
  /** The first place of each member, ascending; the first member begins at 0. */
  private final int[] cuts;

  private Ownership(int[] cuts) {
    this.cuts = cuts;
  }

  /**
   * Shares out tasks so that each member has about the same work.
   *
   * @param places where each task works, ascending
   * @param costs how much work each is
   */
  public static Ownership evenly(int[] places, int[] costs, int members) {
    long all = Arrays.stream(costs).asLongStream().sum();
    int[] cuts = new int[members];
    long before = 0;
    int member = 1;
    for (int i = 0; i < places.length; i++) {
      while (member < members
          && 2 * (before * members - all * member) + (long) costs[i] * members >= 0) {
        cuts[member++] = places[i];
      }
      before += costs[i];
    }
    Arrays.fill(cuts, member, members, Integer.MAX_VALUE);
    return new Ownership(cuts);
  }

  /**
   * The first of each member's tasks, and behind the last member's their number: what {@link
   * Team#nextTask(int, int[])} takes.
   *
   * @param places where each task works, ascending
   */
  public int[] firstTasks(int[] places) {
    int[] first = new int[cuts.length + 1];
    for (int member = 1; member < cuts.length; member++) {
      int task = first[member - 1];
      while (task < places.length && places[task] < cuts[member]) {
        task++;
      }
      first[member] = task;
    }
    first[cuts.length] = places.length;
    return first;
  }
}
