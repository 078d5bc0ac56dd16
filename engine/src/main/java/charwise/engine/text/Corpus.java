package charwise.engine.text;

import java.util.Arrays;
import java.util.Objects;

/** A text as a sequence of unit ids over a vocabulary. */
public final class Corpus {
  private final Vocabulary vocabulary;
  private final char[] ids;
  private final int length;

  Corpus(Vocabulary vocabulary, char[] ids, int length) {
    this.vocabulary = vocabulary;
    this.ids = ids;
    this.length = length;
  }

  /** A builder that finds the vocabulary in the text: every distinct unit, ascending. */
  public static CorpusBuilder builder(Units units) {
    return new CorpusBuilder(units);
  }

  /** A builder that accepts the units of a given vocabulary alone. */
  public static CorpusBuilder builder(Vocabulary vocabulary) {
    return new CorpusBuilder(vocabulary);
  }

  /** The vocabulary that the ids index. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The number of units. */
  public int length() {
    return length;
  }

  /** The backing array, not a copy: the first {@link #length()} entries are the ids. */
  public char[] ids() {
    return ids;
  }

  /**
   * A copy of a part, with the same vocabulary.
   *
   * @param from the first index
   * @param to the index after the last
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= length()}
   */
  public Corpus slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new Corpus(vocabulary, Arrays.copyOfRange(ids, from, to), to - from);
  }
}
