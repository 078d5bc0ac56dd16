package charwise.cli.input;

import charwise.engine.data.Corpus;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a text looks like a list, such as of names: a hundred lines at least, none of them empty,
 * short ones, and hardly one of them twice.
 */
final class ListGuess {
  private static final int LEAST_LINES = 100;
  private static final int MOST_LINES = 20_000;
  private static final double MEAN_LENGTH = 30;
  private static final int LONGEST_LINE = 120;
  private static final double DISTINCT_SHARE = 0.95;

  private ListGuess() {}

  /** Looks at the first lines of a text. */
  static boolean isList(Corpus text) {
    int lineFeed = text.vocabulary().id('\n');
    Set<Long> distinct = new HashSet<>();
    int lines = 0;
    int begin = 0;
    int end = 0;
    for (; end < text.length() && lines < MOST_LINES; end++) {
      if (text.ids()[end] != lineFeed) {
        continue;
      }
      if (end == begin || end - begin > LONGEST_LINE) {
        return false;
      }
      lines++;
      distinct.add(hash(text.ids(), begin, end));
      begin = end + 1;
    }
    return lines >= LEAST_LINES
        && (double) begin / lines <= MEAN_LENGTH
        && distinct.size() >= DISTINCT_SHARE * lines;
  }

  private static long hash(char[] ids, int from, int to) {
    long hash = 1;
    for (int i = from; i < to; i++) {
      hash = 0x100000001b3L * (hash ^ ids[i]);
    }
    return hash;
  }
}
