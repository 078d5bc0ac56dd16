package charwise.engine.data;

import java.io.Serializable;

/**
 * Texts that each bear a label: what a classifier learns from, or, the other way round, a model of
 * texts under a condition. Inputs are ids over a vocabulary, and may be empty.
 */
public final class LabelledItems implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Vocabulary vocabulary;
  private final Sequences inputs;
  private final Labels labels;
  private final int[] targets;

  /**
   * Items.
   *
   * @param inputs ids over the vocabulary
   * @param targets the label of each; not copied
   * @throws IllegalArgumentException if there are not as many of one as of the other, or an id is
   *     none of the vocabulary's or of the labels'
   */
  public LabelledItems(Vocabulary vocabulary, Sequences inputs, Labels labels, int[] targets) {
    if (inputs.size() != targets.length) {
      throw new IllegalArgumentException(
          inputs.size() + " inputs have " + targets.length + " labels");
    }
    for (int target : targets) {
      if (target < 0 || target >= labels.size()) {
        throw new IllegalArgumentException("not the id of a label: " + target);
      }
    }
    if (inputs.size() > 0) {
      for (int i = inputs.start(0); i < inputs.end(inputs.size() - 1); i++) {
        if (inputs.ids()[i] >= vocabulary.size()) {
          throw new IllegalArgumentException(
              "not an id of the vocabulary: " + (int) inputs.ids()[i]);
        }
      }
    }
    this.vocabulary = vocabulary;
    this.inputs = inputs;
    this.labels = labels;
    this.targets = targets;
  }

  /** A builder that finds vocabulary and labels in the items. */
  public static LabelledItemsBuilder builder(Units units) {
    return new LabelledItemsBuilder(units, null, null);
  }

  /** A builder that accepts a given vocabulary and given labels alone. */
  public static LabelledItemsBuilder builder(Vocabulary vocabulary, Labels labels) {
    return new LabelledItemsBuilder(vocabulary.units(), vocabulary, labels);
  }

  /** The vocabulary that the inputs' ids index. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The texts. */
  public Sequences inputs() {
    return inputs;
  }

  /** All texts one after the other; of lines, a text of lines. */
  public Corpus text() {
    int from = size() == 0 ? 0 : inputs.start(0);
    Corpus whole = new Corpus(vocabulary, inputs.ids(), from + inputs.total());
    return from == 0 ? whole : whole.slice(from, whole.length());
  }

  /** The labels that there are. */
  public Labels labels() {
    return labels;
  }

  /** The id of an item's label. */
  public int target(int item) {
    return targets[item];
  }

  /** How many items there are. */
  public int size() {
    return targets.length;
  }

  /** How many items bear each label. */
  public int[] counts() {
    int[] counts = new int[labels.size()];
    for (int target : targets) {
      counts[target]++;
    }
    return counts;
  }

  /** Which of the items train and which validate; see {@link HashSplit}. */
  public HashSplit split(double share) {
    return new HashSplit(inputs, vocabulary, targets, labels.size(), share);
  }

  /** A copy of some, in the order given, with the same vocabulary and labels. */
  public LabelledItems select(int[] chosen) {
    int[] selected = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      selected[i] = targets[chosen[i]];
    }
    return new LabelledItems(vocabulary, inputs.select(chosen), labels, selected);
  }

  /** A number that differs, most likely, for any other items. */
  public long fingerprint() {
    long hash = vocabulary.hashCode() * 31L + labels.hashCode();
    for (int i = 0; i < size(); i++) {
      hash = (hash ^ targets[i]) * 0x100000001B3L + inputs.length(i);
      for (int j = inputs.start(i); j < inputs.end(i); j++) {
        hash = (hash ^ inputs.ids()[j]) * 0x100000001B3L;
      }
    }
    return hash;
  }
}
