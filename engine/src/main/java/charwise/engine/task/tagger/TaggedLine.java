package charwise.engine.task.tagger;

/** A line and the tag of each of its units, such as what it has lost there. */
public final class TaggedLine {
  private final int[] units;
  private final int[] tags;
  private final int lettersLeft;
  private final int gapsLeft;

  /**
   * A line that has lost nothing.
   *
   * @param units code points; kept, not copied
   * @param tags ids, as many; kept, not copied
   */
  public TaggedLine(int[] units, int[] tags) {
    this(units, tags, 0, 0);
  }

  TaggedLine(int[] units, int[] tags, int lettersLeft, int gapsLeft) {
    this.units = units;
    this.tags = tags;
    this.lettersLeft = lettersLeft;
    this.gapsLeft = gapsLeft;
  }

  /** Code points. Not to be modified. */
  public int[] units() {
    return units;
  }

  /** Ids, one a unit. Not to be modified. */
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
