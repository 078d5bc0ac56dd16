package charwise.engine.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers texts as sequences of ids of their units, over a vocabulary that is given or found in
 * them. Of each text nothing but its ids is kept.
 */
final class UnitSequences {
  private static final int LINE_FEED = '\n';

  private final Units units;
  private final UnitIds unitIds;
  private final int maximumLength;
  private Unknown unknownUnits = Unknown.FAIL;
  private long unknown;
  private char[] ids = new char[0];
  private int length;
  private int[] starts = new int[256];
  private int size;

  /** What becomes of units that the given vocabulary lacks. */
  enum Unknown {
    /** They are refused. */
    FAIL,
    /** They are left out. */
    SKIP,
    /** They get the id {@link UnitIds#ABSENT}. */
    KEEP
  }

  /** Finds the vocabulary, if none is given. */
  UnitSequences(Units units, @Nullable Vocabulary vocabulary) {
    this.units = units;
    this.unitIds = new UnitIds(units, vocabulary);
    this.maximumLength = CorpusBuilder.affordableLength(Runtime.getRuntime().maxMemory());
  }

  /** Says what becomes of units that the given vocabulary lacks; they are refused otherwise. */
  void unknown(Unknown fate) {
    unknownUnits = fate;
  }

  /** Adds units that the given vocabulary lacks to it. */
  void admitUnknown() {
    unitIds.open();
  }

  /** The number of sequences so far. */
  int size() {
    return size;
  }

  /** How many units the given vocabulary lacked. */
  long unknown() {
    return unknown;
  }

  /**
   * Appends a text of whole characters.
   *
   * @param place where it is from, for error messages
   * @throws UnknownUnitException if the given vocabulary lacks one of its units, and that matters
   * @throws CorpusException if there are too many distinct units, or more units than the memory has
   *     room for
   * @throws IllegalArgumentException if the text has half of a character
   */
  void add(String text, String place) throws IOException {
    append(text, place);
    end();
  }

  /**
   * Appends a text likewise, with a line feed behind it, unless nothing of it is left.
   *
   * @throws IllegalArgumentException if there is a line feed in it, too
   */
  void addLine(String text, String place) throws IOException {
    if (text.indexOf(LINE_FEED) >= 0) {
      throw new IllegalArgumentException("a line feed in a line: " + place);
    }
    int start = length;
    append(text, place);
    if (length > start) {
      append(LINE_FEED, length - start, place);
      end();
    }
  }

  private void append(String text, String place) throws IOException {
    if (units == Units.BYTE) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        append(bytes[i] & 0xFF, i, place);
      }
    } else {
      int position = 0;
      for (int i = 0; i < text.length(); position++) {
        int codePoint = text.codePointAt(i);
        append(codePoint, position, place);
        i += Character.charCount(codePoint);
      }
    }
  }

  private void end() {
    size++;
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + (size >> 1));
    }
    starts[size] = length;
  }

  private void append(int unit, int position, String place) throws IOException {
    if (!units.contains(unit)) {
      throw new IllegalArgumentException("half of a character: " + place);
    }
    char id = unitIds.find(unit);
    if (id == UnitIds.ABSENT) {
      if (!unitIds.closed()) {
        id = admit(unit, place);
      } else if (unknownUnits == Unknown.FAIL) {
        throw new UnknownUnitException(units, unit, position, place);
      } else {
        unknown++;
        if (unknownUnits == Unknown.SKIP) {
          return;
        }
      }
    }
    if (length == ids.length) {
      grow(place);
    }
    ids[length++] = id;
  }

  private char admit(int unit, String place) throws CorpusException {
    if (unitIds.full()) {
      throw new CorpusException(
          "more than "
              + Vocabulary.MAXIMUM_SIZE
              + " distinct characters: "
              + place
              + "; if this is not text, read it as bytes with --units byte");
    }
    return unitIds.admit(unit);
  }

  private void grow(String place) throws CorpusException {
    if (length >= maximumLength) {
      throw new CorpusException(
          "more than "
              + maximumLength
              + " characters, too many for the memory here: "
              + place
              + "; give a part of the items");
    }
    long wanted = Math.max(1024L, (long) length + (length >> 1));
    ids = Arrays.copyOf(ids, (int) Math.min(wanted, maximumLength));
  }

  /**
   * The vocabulary given, added to or found; the ids are its own from now on.
   *
   * @throws CorpusException if none was given and there is not one unit to find it in
   */
  Vocabulary vocabulary() throws CorpusException {
    if (length == 0 && !unitIds.closed()) {
      throw new CorpusException("no item has a text; give some that have");
    }
    return unitIds.finish(ids, length);
  }

  /** All sequences; the memory is handed over. */
  Sequences build() {
    return new Sequences(ids, starts, size);
  }
}
