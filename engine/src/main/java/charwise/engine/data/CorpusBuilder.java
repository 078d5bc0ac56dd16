package charwise.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Joins texts to a {@link Corpus}. Each text is decoded while it is read; nothing but its ids is
 * kept. After an exception the builder is of no further use. Not thread-safe.
 */
public final class CorpusBuilder {
  /** The most units a corpus may have: the longest array a Java virtual machine surely allows. */
  static final int MAXIMUM_LENGTH = Integer.MAX_VALUE - 15;

  /** A unit takes 2 bytes, and up to 5 while the array grows or is cut into parts. */
  private static final int MEMORY_PER_UNIT = 6;

  private static final int LINE_FEED = '\n';
  private static final int CARRIAGE_RETURN = '\r';

  private final Units units;
  private final UnitIds unitIds;
  private final int maximumLength;
  private Items items = Items.NONE;
  private boolean skipUnknown;
  private long unknown;

  private char[] ids = new char[0];
  private int length;

  CorpusBuilder(Units units) {
    this(units, null, affordableLength(Runtime.getRuntime().maxMemory()));
  }

  CorpusBuilder(Vocabulary vocabulary) {
    this(vocabulary.units(), vocabulary, affordableLength(Runtime.getRuntime().maxMemory()));
  }

  /** How many units fit into a virtual machine's memory of so many bytes. */
  static int affordableLength(long memory) {
    return (int) Math.min(MAXIMUM_LENGTH, memory / MEMORY_PER_UNIT);
  }

  CorpusBuilder(Units units, @Nullable Vocabulary vocabulary, int maximumLength) {
    this.units = units;
    this.unitIds = new UnitIds(units, vocabulary);
    this.maximumLength = maximumLength;
  }

  /**
   * What the texts added from now on are. For {@link Items#LINE} a carriage return before a line
   * feed is dropped, empty lines are dropped, and each text's last line gets a line feed if it has
   * none, so that every item is at least one unit and a line feed. {@link Items#NONE}, the default,
   * keeps texts as they are.
   */
  public CorpusBuilder items(Items items) {
    this.items = items;
    return this;
  }

  /**
   * Adds units that the given vocabulary lacks behind its own, in ascending order, instead of
   * failing.
   */
  public CorpusBuilder admitUnknown() {
    unitIds.open();
    return this;
  }

  /** Leaves out units that the given vocabulary lacks, and counts them, instead of failing. */
  public CorpusBuilder skipUnknown() {
    this.skipUnknown = true;
    return this;
  }

  /** How many units there are so far. */
  public int length() {
    return length;
  }

  /** How many units have been left out because the given vocabulary lacks them. */
  public long unknown() {
    return unknown;
  }

  /**
   * Appends a text. Reads the stream to its end and does not close it.
   *
   * @param source the text's name in error messages
   * @param in its bytes
   * @return this
   * @throws MalformedTextException if it is not valid UTF-8 and units are code points
   * @throws UnknownUnitException if the given vocabulary lacks one of its units
   * @throws CorpusException if the corpus becomes too long for the memory that there is, a sixth of
   *     its bytes, or gets too many distinct units
   * @throws IOException if the stream fails
   */
  public CorpusBuilder add(String source, InputStream in) throws IOException {
    UnitReader reader = new UnitReader(source, in, units);
    switch (items) {
      case NONE -> addWhole(reader);
      case LINE -> addLines(reader);
    }
    return this;
  }

  private void addWhole(UnitReader reader) throws IOException {
    long position = 0;
    for (int unit = reader.read(); unit >= 0; unit = reader.read()) {
      append(unit, position++, reader);
    }
  }

  private void addLines(UnitReader reader) throws IOException {
    long position = 0;
    int lineStart = length;
    boolean pendingReturn = false;
    for (int unit = reader.read(); unit >= 0; unit = reader.read(), position++) {
      if (pendingReturn && unit != LINE_FEED) {
        append(CARRIAGE_RETURN, position - 1, reader);
      }
      pendingReturn = unit == CARRIAGE_RETURN;
      if (pendingReturn || (unit == LINE_FEED && length == lineStart)) {
        continue;
      }
      append(unit, position, reader);
      if (unit == LINE_FEED) {
        lineStart = length;
      }
    }
    if (length > lineStart) {
      append(LINE_FEED, position, reader);
    }
  }

  private void append(int unit, long position, UnitReader reader) throws IOException {
    char id = unitIds.find(unit);
    if (id == UnitIds.ABSENT) {
      if (unitIds.closed()) {
        if (!skipUnknown) {
          throw new UnknownUnitException(units, unit, position, reader.source());
        }
        unknown++;
        return;
      }
      if (unitIds.full()) {
        throw new CorpusException(
            "more than "
                + Vocabulary.MAXIMUM_SIZE
                + " distinct characters: "
                + reader.source()
                + "; if this is not text, read it as bytes with --units byte");
      }
      id = unitIds.admit(unit);
    }
    if (length == ids.length) {
      grow(reader);
    }
    ids[length++] = id;
  }

  private void grow(UnitReader reader) throws CorpusException {
    if (length >= maximumLength) {
      throw new CorpusException(
          "more than "
              + maximumLength
              + " characters, too many for the memory here: "
              + reader.source()
              + "; give a part of the text");
    }
    long wanted = Math.max(1024L, (long) length + (length >> 1));
    ids = Arrays.copyOf(ids, (int) Math.min(wanted, maximumLength));
  }

  /**
   * The corpus of all texts added. The builder hands over its memory and is of no further use.
   *
   * @throws CorpusException if no vocabulary was given and there is not one unit to find it in
   */
  public Corpus build() throws CorpusException {
    if (length == 0 && !unitIds.closed()) {
      throw new CorpusException("the text is empty; name one with at least a few characters");
    }
    return new Corpus(unitIds.finish(ids, length), ids, length);
  }
}
