package charwise.engine.task.tagger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts runs of letters and digits into the most probable words, as if words did not depend on each
 * other (a unigram model of words; unknown ones cost ten times as much for each letter, as in
 * Norvig 2009). A word gets the tags that it most often has in front of another; what stands
 * between a letter and another unit, or two of these, is what most often does.
 */
final class SegmentingLexicon implements Lexicon {
  private static final double LN_10 = StrictMath.log(10);
  private static final int END = -1;

  private final TagSet tags;

  /** Words with the tags of their letters, and the gap behind them that is followed by a letter. */
  private final MostFrequent letters = new MostFrequent();

  private final MostFrequent gaps = new MostFrequent();

  /** Gaps where a run of letters ends, by what stands on both sides. */
  private final MostFrequent borders = new MostFrequent();

  private long words;

  SegmentingLexicon(TagSet tags) {
    this.tags = tags;
  }

  @Override
  public void add(TaggedLine line) {
    int[] units = line.units();
    int start = 0;
    for (int i = 0; i < units.length; i++) {
      Tag tag = tags.tag(line.tags()[i]);
      int next = i + 1 < units.length ? units[i + 1] : END;
      boolean inside = isWord(units[i]) && isWord(next);
      if (!inside) {
        borders.add(border(units[i], next), tag.after());
      }
      if (!inside || !tag.after().isEmpty()) {
        learn(line, start, i + 1, inside ? tag.after() : "");
        start = i + 1;
      }
    }
  }

  private void learn(TaggedLine line, int start, int end, String gap) {
    if (isWord(line.units()[start]) && end - start <= LONGEST_WORD) {
      String word = WordLexicon.text(line.units(), start, end);
      int[] ids = Arrays.copyOfRange(line.tags(), start, end);
      for (int i = 0; i < ids.length; i++) {
        ids[i] = Math.max(TagSet.NONE, tags.id(tags.tag(ids[i]).with("", "")));
      }
      letters.add(word, WordLexicon.text(ids, 0, ids.length));
      if (!gap.isEmpty()) {
        gaps.add(word, gap);
        gaps.add("", gap);
      }
      words++;
    }
  }

  @Override
  public int[] tags(int[] units) {
    int[] ids = new int[units.length];
    int start = 0;
    for (int i = 0; i < units.length; i++) {
      int next = i + 1 < units.length ? units[i + 1] : END;
      if (!isWord(units[i]) || !isWord(next)) {
        if (isWord(units[start])) {
          segment(units, start, i + 1, ids);
        }
        ids[i] = withGap(ids[i], borders.of(border(units[i], next)));
        start = i + 1;
      }
    }
    return ids;
  }

  /** Cuts a run of letters and digits, from the left: the best words for each of its beginnings. */
  private void segment(int[] units, int from, int to, int[] ids) {
    int length = to - from;
    double[] best = new double[length + 1];
    int[] cuts = new int[length + 1];
    for (int end = 1; end <= length; end++) {
      best[end] = Double.NEGATIVE_INFINITY;
      for (int start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
        String word = WordLexicon.text(units, from + start, from + end);
        double sum = best[start] + logProbability(word, end - start);
        if (sum > best[end]) {
          best[end] = sum;
          cuts[end] = start;
        }
      }
    }
    for (int end = length; end > 0; end = cuts[end]) {
      String word = WordLexicon.text(units, from + cuts[end], from + end);
      String found = letters.of(word);
      if (found != null) {
        int[] known = found.codePoints().toArray();
        System.arraycopy(known, 0, ids, from + cuts[end], known.length);
      }
      if (end < length) {
        String gap = gaps.of(word);
        int last = from + end - 1;
        ids[last] = withGap(ids[last], gap == null ? gaps.of("") : gap);
      }
    }
  }

  private double logProbability(String word, int length) {
    long count = letters.count(word);
    return count > 0
        ? StrictMath.log((double) count / words)
        : (1 - length) * LN_10 - StrictMath.log(words + 1.0);
  }

  private int withGap(int id, @Nullable String gap) {
    int other = gap == null ? -1 : tags.id(tags.tag(id).with("", gap));
    return other < 0 ? id : other;
  }

  private static boolean isWord(int unit) {
    return unit >= 0
        && (Character.isLetterOrDigit(unit)
            || Character.getType(unit) == Character.NON_SPACING_MARK);
  }

  private static String border(int left, int right) {
    return kind(left) + " " + kind(right);
  }

  private static String kind(int unit) {
    return unit == END ? "" : isWord(unit) ? "a" : Character.toString(unit);
  }
}
