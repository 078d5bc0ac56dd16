package charwise.engine.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers {@link LabelledItems} one by one; of each nothing but its ids is kept. After an exception
 * the builder is of no further use. Not thread-safe.
 */
public final class LabelledItemsBuilder {
  /** Characters of a label that a message quotes. */
  private static final int QUOTED = 40;

  private static final int LINE_FEED = '\n';

  private final Units units;
  private final UnitIds unitIds;
  private final @Nullable Labels labels;
  private final Map<String, Integer> labelIds = new HashMap<>();
  private final List<String> labelNames = new ArrayList<>();
  private final int maximumLength;
  private boolean skipUnknown;
  private boolean lines;
  private long unknown;
  private char[] ids = new char[0];
  private int length;
  private int[] starts = new int[256];
  private int[] targets = new int[256];
  private int size;

  LabelledItemsBuilder(Units units, @Nullable Vocabulary vocabulary, @Nullable Labels labels) {
    this.units = units;
    this.unitIds = new UnitIds(units, vocabulary);
    this.labels = labels;
    this.maximumLength = CorpusBuilder.affordableLength(Runtime.getRuntime().maxMemory());
    if (labels != null) {
      labelNames.addAll(labels.names());
      for (int id = 0; id < labels.size(); id++) {
        labelIds.put(labels.name(id), id);
      }
    }
  }

  /** Leaves out units that the given vocabulary lacks, and counts them, instead of failing. */
  public LabelledItemsBuilder skipUnknown() {
    skipUnknown = true;
    return this;
  }

  /**
   * Makes each item a line: a line feed follows its text, and items without a text are left out, so
   * that each is at least one unit and a line feed.
   */
  public LabelledItemsBuilder lines() {
    lines = true;
    return this;
  }

  /** How many units have been left out because the given vocabulary lacks them. */
  public long unknown() {
    return unknown;
  }

  /** How many items there are so far. */
  public int size() {
    return size;
  }

  /**
   * Appends an item.
   *
   * @param input its text, of whole characters; it may be empty
   * @param label its label, not empty
   * @param place where it is from, for error messages
   * @return this
   * @throws UnknownUnitException if the given vocabulary lacks one of its units
   * @throws CorpusException if the given labels lack its label, or there are too many labels, too
   *     many distinct units, or more units than the memory has room for
   * @throws IllegalArgumentException if the label is empty, or the text has half of a character or,
   *     where items are lines, a line feed
   */
  public LabelledItemsBuilder add(String input, String label, String place) throws IOException {
    if (lines && input.isEmpty()) {
      return this;
    }
    int start = length;
    int target = labelId(label, place);
    if (units == Units.BYTE) {
      byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        appendTextual(bytes[i] & 0xFF, i, place);
      }
    } else {
      int position = 0;
      for (int i = 0; i < input.length(); position++) {
        int codePoint = input.codePointAt(i);
        appendTextual(codePoint, position, place);
        i += Character.charCount(codePoint);
      }
    }
    if (lines) {
      if (length == start) {
        return this; // all of it is unknown
      }
      append(LINE_FEED, length - start, place);
    }
    targets[size++] = target;
    if (size == targets.length) {
      targets = Arrays.copyOf(targets, size + (size >> 1));
      starts = Arrays.copyOf(starts, targets.length);
    }
    starts[size] = length;
    return this;
  }

  private int labelId(String label, String place) throws CorpusException {
    if (label.isEmpty()) {
      throw new IllegalArgumentException("a label has no name");
    }
    Integer known = labelIds.get(label);
    if (known != null) {
      return known;
    }
    if (labels != null) {
      throw new CorpusException(
          "there is no label " + quoted(label) + " to learn or to test: " + place
              + "; the labels are " + quoted(String.join(", ", labels.names())));
    }
    if (labelNames.size() == Labels.MAXIMUM_SIZE) {
      throw new CorpusException(
          "more than " + Labels.MAXIMUM_SIZE + " distinct labels: " + place
              + "; is the label in another column?");
    }
    int id = labelNames.size();
    labelNames.add(label);
    labelIds.put(label, id);
    return id;
  }

  private static String quoted(String text) {
    int end = Math.min(text.length(), QUOTED);
    return end < text.length() ? text.substring(0, end) + "…" : text;
  }

  private void appendTextual(int unit, int position, String place) throws IOException {
    if (lines && unit == LINE_FEED) {
      throw new IllegalArgumentException("a line feed in a line: " + place);
    }
    append(unit, position, place);
  }

  private void append(int unit, int position, String place) throws IOException {
    if (!units.contains(unit)) {
      throw new IllegalArgumentException("half of a character: " + place);
    }
    char id = unitIds.find(unit);
    if (id == UnitIds.ABSENT) {
      if (unitIds.closed()) {
        if (!skipUnknown) {
          throw new UnknownUnitException(units, unit, position, place);
        }
        unknown++;
        return;
      }
      if (unitIds.full()) {
        throw new CorpusException(
            "more than " + Vocabulary.MAXIMUM_SIZE + " distinct characters: " + place
                + "; if this is not text, read it as bytes with --units byte");
      }
      id = unitIds.admit(unit);
    }
    if (length == ids.length) {
      grow(place);
    }
    ids[length++] = id;
  }

  private void grow(String place) throws CorpusException {
    if (length >= maximumLength) {
      throw new CorpusException(
          "more than " + maximumLength + " characters, too many for the memory here: " + place
              + "; give a part of the items");
    }
    long wanted = Math.max(1024L, (long) length + (length >> 1));
    ids = Arrays.copyOf(ids, (int) Math.min(wanted, maximumLength));
  }

  /**
   * All items added. The builder hands over its memory and is of no further use.
   *
   * @throws CorpusException if no vocabulary was given and there is not one unit to find it in
   */
  public LabelledItems build() throws CorpusException {
    if (length == 0 && !unitIds.closed()) {
      throw new CorpusException("no item has a text; give some that have");
    }
    Vocabulary vocabulary = unitIds.finish(ids, length);
    int[] finalTargets = Arrays.copyOf(targets, size);
    Labels found = labels;
    if (found == null) {
      found = Labels.sorted(labelNames);
      for (int i = 0; i < size; i++) {
        finalTargets[i] = found.id(labelNames.get(finalTargets[i]));
      }
    }
    return new LabelledItems(vocabulary, new Sequences(ids, starts, size), found, finalTargets);
  }
}
