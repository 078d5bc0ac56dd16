package charwise.engine.task.tagger;

import charwise.engine.task.tagger.Letters.Letter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds the tags that a text needs. It is read line by line, in memory that has a limit. */
public final class TagCounter {
  /** Where so many different tags have been met, those met only once are forgotten. */
  private static final int MOST_COUNTED = 1 << 16;

  private final Letters letters;
  private final Gaps gaps;
  private final Map<Tag, Long> counts = new HashMap<>();

  /**
   * Nothing counted yet.
   *
   * @param lost what lines have lost
   */
  public TagCounter(Set<Restoration> lost) {
    this.letters = new Letters(lost);
    this.gaps = new Gaps(lost);
  }

  /**
   * Counts the tags of a line.
   *
   * @param text code points of one line; not modified
   */
  public void add(int[] text) {
    gaps.walk(text, (start, at, end) -> count(text, start, at, end));
  }

  private void count(int[] text, int start, int at, int end) {
    Letter letter = letters.split(text[at]);
    Tag tag = Restorer.tag(letter, gap(text, start, at), gap(text, at + 1, end));
    if (tag.equals(Tag.NONE)) {
      return;
    }
    counts.merge(tag, 1L, Long::sum);
    for (long least = 1; counts.size() > MOST_COUNTED; least++) {
      long rare = least;
      counts.values().removeIf(count -> count <= rare);
    }
  }

  private static String gap(int[] text, int from, int to) {
    return to - from > Tag.LONGEST_GAP ? "" : Restorer.gap(text, from, to);
  }

  /**
   * The most frequent tags, in the order of their frequency.
   *
   * @param least how often a tag occurs at least
   * @param size how many there are at most, {@link Tag#NONE} counted
   */
  public TagSet tags(long least, int size) {
    return TagSet.mostFrequent(counts, least, size);
  }
}
