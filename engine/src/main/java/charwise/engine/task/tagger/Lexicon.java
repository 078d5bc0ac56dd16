package charwise.engine.task.tagger;

import java.util.Set;

/**
 * A floor for taggers that restore: every word becomes what it most often is in the training part.
 */
public interface Lexicon {
  /** A word of more units is not looked up. */
  int LONGEST_WORD = 40;

  /**
   * An empty lexicon: one of words between spaces, or of words to be cut out where spaces are lost.
   *
   * @param lost what lines have lost
   * @param tags what can be put back
   */
  static Lexicon of(Set<Restoration> lost, TagSet tags) {
    return lost.contains(Restoration.SPACES)
        ? new SegmentingLexicon(tags)
        : new WordLexicon();
  }

  /** Learns a line of the training part. */
  void add(TaggedLine line);

  /**
   * The tags of a line.
   *
   * @param units code points, as {@link Restorer#question} leaves them
   */
  int[] tags(int[] units);
}
