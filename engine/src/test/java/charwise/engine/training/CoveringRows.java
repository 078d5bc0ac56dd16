package charwise.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Combinations of a choice for each of several factors; a choice is a number from 0. */
final class CoveringRows {
  private CoveringRows() {}

  /** Two choices of two factors. */
  private record Pair(int factor, int choice, int otherFactor, int otherChoice) {}

  /** All combinations of so many choices for each factor. */
  static List<int[]> all(int... choices) {
    List<int[]> rows = new ArrayList<>();
    rows.add(new int[choices.length]);
    for (int factor = 0; factor < choices.length; factor++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] row : rows) {
        for (int choice = 0; choice < choices[factor]; choice++) {
          int[] copy = row.clone();
          copy[factor] = choice;
          longer.add(copy);
        }
      }
      rows = longer;
    }
    return rows;
  }

  /** A few combinations in which any two choices of different factors come together once. */
  static List<int[]> pairwise(int... choices) {
    Set<Pair> open = new HashSet<>();
    for (int a = 0; a < choices.length; a++) {
      for (int b = a + 1; b < choices.length; b++) {
        for (int x = 0; x < choices[a]; x++) {
          for (int y = 0; y < choices[b]; y++) {
            open.add(new Pair(a, x, b, y));
          }
        }
      }
    }
    List<int[]> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      int[] row = best(choices, open, rows.size());
      open.removeAll(pairs(row, row.length));
      rows.add(row);
    }
    return rows;
  }

  /** Chooses factor by factor what covers most; ties go round, so that every row covers some. */
  private static int[] best(int[] choices, Set<Pair> open, int turn) {
    int[] row = new int[choices.length];
    Pair first = open.stream().min(CoveringRows::compare).orElseThrow();
    for (int factor = 0; factor < choices.length; factor++) {
      int most = -1;
      int chosen = 0;
      for (int i = 0; i < choices[factor]; i++) {
        row[factor] = (i + turn) % choices[factor];
        Set<Pair> covered = pairs(row, factor + 1);
        covered.retainAll(open);
        if (covered.size() > most) {
          most = covered.size();
          chosen = row[factor];
        }
      }
      row[factor] = chosen;
      if (factor == first.factor()) {
        row[factor] = first.choice();
      } else if (factor == first.otherFactor()) {
        row[factor] = first.otherChoice();
      }
    }
    return row;
  }

  private static Set<Pair> pairs(int[] row, int factors) {
    Set<Pair> pairs = new HashSet<>();
    for (int a = 0; a < factors; a++) {
      for (int b = a + 1; b < factors; b++) {
        pairs.add(new Pair(a, row[a], b, row[b]));
      }
    }
    return pairs;
  }

  private static int compare(Pair one, Pair other) {
    return Arrays.compare(
        new int[] {one.factor, one.choice, one.otherFactor, one.otherChoice},
        new int[] {other.factor, other.choice, other.otherFactor, other.otherChoice});
  }
}
