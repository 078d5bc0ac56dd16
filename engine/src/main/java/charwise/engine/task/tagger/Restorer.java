package charwise.engine.task.tagger;

import charwise.engine.task.tagger.Letters.Letter;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;

/**
 * Makes the question and the answer of a line of text, and the line of an answer. Whatever the line
 * is made of, {@link #apply} gives back every unit of it; what no tag can put back is never taken
 * away. Safe for use by several threads.
 */
public final class Restorer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TagSet tags;
  private final Letters letters;
  private final Gaps gaps;

  /**
   * A restorer.
   *
   * @param lost what lines have lost
   * @param tags what can be put back
   */
  public Restorer(Set<Restoration> lost, TagSet tags) {
    this.tags = tags;
    this.letters = new Letters(lost);
    this.gaps = new Gaps(lost);
  }

  /**
   * Takes away from a line of text what can be put back.
   *
   * @param text code points of one line; not modified
   */
  public TaggedLine question(int[] text) {
    var line = new LineBuilder(text.length);
    if (!gaps.walk(text, (start, at, end) -> add(line, text, start, at, end))) {
      line.leaveGap(text, 0, text.length);
    }
    return line.build();
  }

  /** Adds a unit with as much as there is a tag for; the rest is left where it was. */
  private void add(LineBuilder line, int[] text, int start, int at, int end) {
    Letter letter = letters.split(text[at]);
    String before = gap(text, start, at);
    String after = gap(text, at + 1, end);
    // All of it, all but the gap behind, but the gap in front, but both, and so on without letter.
    for (int choice = 0; choice < 8; choice++) {
      boolean bare = (choice & 4) != 0;
      String inFront = (choice & 2) != 0 ? "" : before;
      String behind = (choice & 1) != 0 ? "" : after;
      int id = tags.id(bare ? new Tag(false, "", inFront, behind) : tag(letter, inFront, behind));
      if (id >= 0) {
        if (inFront.isEmpty() && !before.isEmpty()) {
          line.leaveGap(text, start, at);
        }
        line.add(bare ? text[at] : letter.base(), id);
        line.lettersLeft += letters.isLeftAlone(text[at]) || (bare && !letter.isBare()) ? 1 : 0;
        if (behind.isEmpty() && end > at + 1) {
          line.leaveGap(text, at + 1, end);
        }
        return;
      }
    }
    throw new IllegalStateException("there is always the tag none");
  }

  static Tag tag(Letter letter, String before, String after) {
    boolean nothing = letter.isBare() && before.isEmpty() && after.isEmpty();
    return nothing ? Tag.NONE : new Tag(letter.upper(), letter.marks(), before, after);
  }

  static String gap(int[] line, int from, int to) {
    return from == to ? "" : new String(line, from, to - from);
  }

  /**
   * Takes case and marks away from an input, as from a text, but no gaps: those that are there
   * stay. The tags are those of the letters.
   *
   * @param input code points of one line; not modified
   */
  public TaggedLine read(int[] input) {
    var line = new LineBuilder(input.length);
    for (int unit : input) {
      Letter letter = letters.split(unit);
      int id = tags.id(tag(letter, "", ""));
      line.add(id < 0 ? unit : letter.base(), Math.max(id, TagSet.NONE));
      line.lettersLeft += id < 0 || letters.isLeftAlone(unit) ? 1 : 0;
    }
    return line.build();
  }

  /**
   * The line that the tags make of the units.
   *
   * @param units code points of one line
   * @param ids the tag of each
   */
  public int[] apply(int[] units, int[] ids) {
    var line = new LineBuilder(2 * units.length);
    for (int i = 0; i < units.length; i++) {
      if (ids[i] == TagSet.NONE) {
        line.add(units[i], TagSet.NONE);
        continue;
      }
      Tag tag = tags.tag(ids[i]);
      int whole = Letters.compose(new Letter(units[i], tag.upper(), tag.marks()));
      tag.before().codePoints().forEach(unit -> line.add(unit, TagSet.NONE));
      line.add(whole < 0 ? units[i] : whole, TagSet.NONE);
      tag.after().codePoints().forEach(unit -> line.add(unit, TagSet.NONE));
    }
    return line.build().units();
  }

  /** A line in the making. */
  private static final class LineBuilder {
    private int[] units;
    private int[] ids;
    private int length;
    private int lettersLeft;
    private int gapsLeft;

    LineBuilder(int capacity) {
      units = new int[capacity];
      ids = new int[capacity];
    }

    void add(int unit, int id) {
      if (length == units.length) {
        units = Arrays.copyOf(units, 2 * length + 1);
        ids = Arrays.copyOf(ids, 2 * length + 1);
      }
      units[length] = unit;
      ids[length++] = id;
    }

    void leaveGap(int[] text, int from, int to) {
      for (int i = from; i < to; i++) {
        add(text[i], TagSet.NONE);
      }
      gapsLeft += to > from ? 1 : 0;
    }

    TaggedLine build() {
      return new TaggedLine(
          Arrays.copyOf(units, length), Arrays.copyOf(ids, length), lettersLeft, gapsLeft);
    }
  }
}
