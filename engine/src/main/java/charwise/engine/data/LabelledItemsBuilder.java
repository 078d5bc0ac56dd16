package charwise.engine.data;

import java.io.IOException;
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

  private final UnitSequences inputs;
  private final @Nullable Labels labels;
  private final Map<String, Integer> labelIds = new HashMap<>();
  private final List<String> labelNames = new ArrayList<>();
  private boolean lines;
  private int[] targets = new int[256];

  LabelledItemsBuilder(Units units, @Nullable Vocabulary vocabulary, @Nullable Labels labels) {
    inputs = new UnitSequences(units, vocabulary);
    this.labels = labels;
    if (labels != null) {
      labelNames.addAll(labels.names());
      for (int id = 0; id < labels.size(); id++) {
        labelIds.put(labels.name(id), id);
      }
    }
  }

  /**
   * Adds units that the given vocabulary lacks behind its own, in ascending order, instead of
   * failing.
   */
  public LabelledItemsBuilder admitUnknown() {
    inputs.admitUnknown();
    return this;
  }

  /** Leaves out units that the given vocabulary lacks, and counts them, instead of failing. */
  public LabelledItemsBuilder skipUnknown() {
    inputs.unknown(UnitSequences.Unknown.SKIP);
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
    return inputs.unknown();
  }

  /** How many items there are so far. */
  public int size() {
    return inputs.size();
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
    int target = labelId(label, place);
    if (inputs.size() == targets.length) {
      targets = Arrays.copyOf(targets, targets.length + (targets.length >> 1));
    }
    targets[inputs.size()] = target;
    if (lines) {
      inputs.addLine(input, place);
    } else {
      inputs.add(input, place);
    }
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
          "there is no label "
              + quoted(label)
              + " to learn or to test: "
              + place
              + "; the labels are "
              + quoted(String.join(", ", labels.names())));
    }
    if (labelNames.size() == Labels.MAXIMUM_SIZE) {
      throw new CorpusException(
          "more than "
              + Labels.MAXIMUM_SIZE
              + " distinct labels: "
              + place
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

  /**
   * All items added. The builder hands over its memory and is of no further use.
   *
   * @throws CorpusException if no vocabulary was given and there is not one unit to find it in
   */
  public LabelledItems build() throws CorpusException {
    Vocabulary vocabulary = inputs.vocabulary();
    int[] finalTargets = Arrays.copyOf(targets, inputs.size());
    Labels found = labels;
    if (found == null) {
      found = Labels.sorted(labelNames);
      for (int i = 0; i < finalTargets.length; i++) {
        finalTargets[i] = found.id(labelNames.get(finalTargets[i]));
      }
    }
    return new LabelledItems(vocabulary, inputs.build(), found, finalTargets);
  }
}
