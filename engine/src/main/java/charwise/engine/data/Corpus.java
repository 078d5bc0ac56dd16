package charwise.engine.data;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** A text as a sequence of unit ids over a vocabulary. */
public final class Corpus implements Serializable {
  private static final long serialVersionUID = 1L;

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

  /**
   * A corpus of given ids.
   *
   * @param ids the ids, from the beginning of the array; not copied
   * @param length how many of them count
   * @throws IllegalArgumentException if one of them is not an id of the vocabulary
   * @throws IndexOutOfBoundsException unless {@code 0 <= length <= ids.length}
   */
  public static Corpus of(Vocabulary vocabulary, char[] ids, int length) {
    Objects.checkFromToIndex(0, length, ids.length);
    for (int i = 0; i < length; i++) {
      if (ids[i] >= vocabulary.size()) {
        throw new IllegalArgumentException("not an id of the vocabulary: " + (int) ids[i]);
      }
    }
    return new Corpus(vocabulary, ids, length);
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

  /** The text as it is in a file: UTF-8, or the bytes themselves. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    for (int i = 0; i < length; i++) {
      bytes.writeBytes(vocabulary.bytes(ids[i]));
    }
    return bytes.toByteArray();
  }
}
