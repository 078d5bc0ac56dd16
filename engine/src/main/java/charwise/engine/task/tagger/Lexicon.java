package charwise.engine.task.tagger;

import java.util.Set;

/**
 * A floor for taggers: every word gets the tags that it most often has in the training part, so
 * that it becomes what it most often is.
 */
public interface Lexicon {
  /** A word of more units is not looked up. */
  int LONGEST_WORD = 40;

  /**
   * An empty lexicon of words between spaces, for tags of any kind.
   *
   * @param unknown the tag of units in words that are not in it
   */
  static Lexicon ofWords(int unknown) {
    return new WordLexicon(unknown);
  }

  /**
   * An empty lexicon for what is restored: of words between spaces, or of words to be cut out where
   * spaces are lost. Unknown words stay as they are.
   *
   * @param lost what lines have lost
   * @param tags what can be put back
   */
  static Lexicon of(Set<Restoration> lost, TagSet tags) {
    return lost.contains(Restoration.SPACES) ? new SegmentingLexicon(tags) : ofWords(TagSet.NONE);
  }

  /** Learns a line of the training part. */
  void add(TaggedLine line);

  /**
   * The tags of a line.
   *
   * @param units code points, as in lines that were learned
   */
  int[] tags(int[] units);
}
