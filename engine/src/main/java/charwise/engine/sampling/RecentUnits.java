package charwise.engine.sampling;

/** Which units are among the last {@link #WINDOW} of a text. */
final class RecentUnits {
  /** How many units are remembered. */
  static final int WINDOW = 64;

  private final int[] last = new int[WINDOW];
  private final int[] counts;
  private long total;

  RecentUnits(int vocabularySize) {
    counts = new int[vocabularySize];
  }

  /** Appends a unit to the text. */
  void add(int id) {
    int place = (int) (total % WINDOW);
    if (total >= WINDOW) {
      counts[last[place]]--;
    }
    last[place] = id;
    counts[id]++;
    total++;
  }

  /** Whether the unit is among the last ones. */
  boolean contains(int id) {
    return counts[id] > 0;
  }
}
