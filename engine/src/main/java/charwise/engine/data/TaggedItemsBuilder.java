package charwise.engine.data;

import java.util.Arrays;

/**
 * Gathers {@link TaggedItems} one by one, and finds their vocabulary. After an exception the
 * builder is of no further use. Not thread-safe.
 */
public final class TaggedItemsBuilder {
  private final UnitIds unitIds = new UnitIds(Units.CODEPOINT, null);
  private final int maximumLength =
      CorpusBuilder.affordableLength(Runtime.getRuntime().maxMemory()) / 2;
  private char[] ids = new char[1024];
  private char[] tags = new char[1024];
  private int[] starts = new int[256];
  private int size;

  /** Nothing gathered yet. */
  public TaggedItemsBuilder() {}

  /** How many items there are so far. */
  public int size() {
    return size;
  }

  /**
   * Appends an item; one without units is passed over.
   *
   * @param units code points
   * @param unitTags the id of a tag for each, or {@link TaggedItems#NO_TAG}
   * @param place where it is from, for error messages
   * @throws CorpusException if there are too many distinct units, or more units than the memory has
   *     room for
   */
  public void add(int[] units, int[] unitTags, String place) throws CorpusException {
    if (units.length == 0) {
      return;
    }
    int length = starts[size];
    reserve((long) length + units.length, place);
    for (int i = 0; i < units.length; i++) {
      char id = unitIds.find(units[i]);
      if (id == UnitIds.ABSENT) {
        if (unitIds.full()) {
          throw new CorpusException(
              "more than "
                  + Vocabulary.MAXIMUM_SIZE
                  + " distinct characters: "
                  + place
                  + "; is this text?");
        }
        id = unitIds.admit(units[i]);
      }
      ids[length + i] = id;
      tags[length + i] = (char) unitTags[i];
    }
    size++;
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + (size >> 1));
    }
    starts[size] = length + units.length;
  }

  private void reserve(long length, String place) throws CorpusException {
    if (length > maximumLength) {
      throw new CorpusException(
          "more than "
              + maximumLength
              + " characters, too many for the memory here: "
              + place
              + "; give a part of the items");
    }
    if (length > ids.length) {
      int wanted = (int) Math.min(maximumLength, Math.max(length, ids.length + (ids.length >> 1)));
      ids = Arrays.copyOf(ids, wanted);
      tags = Arrays.copyOf(tags, wanted);
    }
  }

  /**
   * All items added. The builder hands over its memory and is of no further use.
   *
   * @throws CorpusException if there are none
   */
  public TaggedItems build() throws CorpusException {
    if (size == 0) {
      throw new CorpusException("no item has a text; give some that have");
    }
    Vocabulary vocabulary = unitIds.finish(ids, starts[size]);
    return new TaggedItems(
        vocabulary, new Sequences(ids, starts, size), new Sequences(tags, starts, size));
  }
}
