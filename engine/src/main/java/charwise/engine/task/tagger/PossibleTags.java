package charwise.engine.task.tagger;

import charwise.engine.task.tagger.Letters.Letter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tags a unit may have: only a letter that has an upper case may become upper case, and only
 * what was taken away from a text can have been there. Every tag that {@link Restorer#question}
 * gives is possible. Safe for use by several threads.
 */
public final class PossibleTags implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What letters below can become is worked out once only. */
  private static final int CACHED = 0x3100;

  private final Letters letters;
  private final Gaps gaps;

  /** The distinct changes of letters, the first of which changes nothing; and each tag's. */
  @SuppressWarnings("serial") // of a class that is serializable
  private final List<Tag> changes = new ArrayList<>();

  private final int[] changeOfTag;
  private final boolean[] hasBefore;
  private final boolean[] hasAfter;
  private final boolean[] isGap;
  private final boolean[] @Nullable [] cache = new boolean[CACHED][];

  /**
   * The possible ones of these tags.
   *
   * @param lost what lines have lost
   * @param tags what can be put back
   */
  public PossibleTags(Set<Restoration> lost, TagSet tags) {
    int size = tags.size();
    this.letters = new Letters(lost);
    this.gaps = new Gaps(lost);
    this.changeOfTag = new int[size];
    this.hasBefore = new boolean[size];
    this.hasAfter = new boolean[size];
    this.isGap = new boolean[size];
    for (int id = 0; id < size; id++) {
      Tag tag = tags.tag(id);
      Tag change = tag.with("", "");
      if (!changes.contains(change)) {
        changes.add(change);
      }
      changeOfTag[id] = changes.indexOf(change);
      hasBefore[id] = !tag.before().isEmpty();
      hasAfter[id] = !tag.after().isEmpty();
      isGap[id] = gaps.isGap(tag.after());
    }
  }

  /**
   * Finds the possible tags of a unit.
   *
   * @param units code points of one line
   * @param at the unit's index
   * @param possible is set: an element for each tag; that of {@link TagSet#NONE} is always true
   */
  public void find(int[] units, int at, boolean[] possible) {
    boolean[] changed = changes(units[at]);
    boolean before = mayHaveBefore(units, at);
    boolean after = gaps.mayBeAfter(units, at);
    boolean mixed = gaps.isFirstSpace(units[at]);
    for (int id = 0; id < possible.length; id++) {
      possible[id] = isPossible(id, changed, before, after, mixed);
    }
  }

  /**
   * The possible tag of the highest score; of equal ones, that of the lowest id.
   *
   * @param scores a row of them, one for each tag, such as logits
   * @param offset where the row begins
   * @param units code points of one line
   * @param at the unit's index
   */
  public int likeliest(float[] scores, int offset, int[] units, int at) {
    boolean[] changed = changes(units[at]);
    boolean before = mayHaveBefore(units, at);
    boolean after = gaps.mayBeAfter(units, at);
    boolean mixed = gaps.isFirstSpace(units[at]);
    int best = TagSet.NONE;
    for (int id = 1; id < changeOfTag.length; id++) {
      if (scores[offset + id] > scores[offset + best]
          && isPossible(id, changed, before, after, mixed)) {
        best = id;
      }
    }
    return best;
  }

  private boolean mayHaveBefore(int[] units, int at) {
    return at == 0 && gaps.mayBeBefore(units);
  }

  private boolean isPossible(
      int id, boolean[] changed, boolean before, boolean after, boolean mixed) {
    return changed[changeOfTag[id]]
        && (!hasBefore[id] || before)
        && (!hasAfter[id] || (after && (mixed || isGap[id])));
  }

  /** Which of the changes are possible for a letter. */
  private boolean[] changes(int unit) {
    if (unit >= CACHED) {
      return changesAnew(unit);
    }
    boolean[] known = cache[unit];
    if (known == null) {
      known = changesAnew(unit);
      cache[unit] = known; // threads may meet here: each would write an equal one
    }
    return known;
  }

  private boolean[] changesAnew(int unit) {
    boolean[] possible = new boolean[changes.size()];
    for (int i = 0; i < possible.length; i++) {
      Tag change = changes.get(i);
      possible[i] =
          change.equals(Tag.NONE)
              || letters.isPossible(new Letter(unit, change.upper(), change.marks()));
    }
    return possible;
  }
}
