package charwise.engine.task.tagger;

/** A line that has lost something, and at each unit the tag that puts it back. */
public final class TaggedLine {
  private final int[] units;
  private final int[] tags;
  private final int lettersLeft;
  private final int gapsLeft;

  TaggedLine(int[] units, int[] tags, int lettersLeft, int gapsLeft) {
    this.units = units;
    this.tags = tags;
    this.lettersLeft = lettersLeft;
    this.gapsLeft = gapsLeft;
  }

  /** What is left, code points. Not to be modified. */
  public int[] units() {
    return units;
  }

  /** Ids of a {@link TagSet}, one a unit. Not to be modified. */
  public int[] tags() {
    return tags;
  }

  /** Letters that should have lost something, but have no way back or no tag. */
  public int lettersLeft() {
    return lettersLeft;
  }

  /** Runs of spaces or punctuation for which there is no tag, or no unit to bear it. */
  public int gapsLeft() {
    return gapsLeft;
  }
}
