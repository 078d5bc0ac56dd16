package charwise.engine.measure;

/** The edits it takes to make the right answers of what was given, by unit of the right ones. */
public final class ErrorRate {
  private long edits;
  private long units;

  /** Counts an answer. */
  public void add(int[] prediction, int[] target) {
    edits += distance(prediction, target);
    units += target.length;
  }

  /** How many edits it takes in all. */
  public long edits() {
    return edits;
  }

  /** Edits by unit of the right answers; more than 1 is possible, and NaN if these are empty. */
  public double value() {
    return (double) edits / units;
  }

  /**
   * The fewest units to insert, delete or replace to make one sequence of another (Levenshtein
   * 1966).
   */
  public static int distance(int[] a, int[] b) {
    int[] above = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int[] swapped = above;
      above = row;
      row = swapped;
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
    }
    return row[b.length];
  }
}
