package charwise.cli.console;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that a misspelt one was probably meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest changes of one letter (insert, delete, replace, swap two
   * neighbours) from {@code typed}; none if those are more than a third of its length.
   */
  public static Optional<String> to(String typed, Collection<String> candidates) {
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int changes = changes(typed, candidate);
      if (changes < fewest) {
        fewest = changes;
        best = candidate;
      }
    }
    return fewest <= Math.max(1, best.length() / 3) ? Optional.of(best) : Optional.empty();
  }

  /**
   * The question {@code did you mean …? } to put before the advice; empty if no candidate is near.
   */
  public static String question(String typed, Collection<String> candidates) {
    return to(typed, candidates).map(nearest -> "did you mean " + nearest + "? ").orElse("");
  }

  private static int changes(String a, String b) {
    int[][] changes = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      changes[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      changes[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int fewest = changes[i - 1][j - 1] + (same ? 0 : 1);
        fewest = Math.min(fewest, changes[i - 1][j] + 1);
        fewest = Math.min(fewest, changes[i][j - 1] + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          fewest = Math.min(fewest, changes[i - 2][j - 2] + 1);
        }
        changes[i][j] = fewest;
      }
    }
    return changes[a.length()][b.length()];
  }
}
