package charwise.engine.data;

import java.io.Serializable;
import java.util.function.IntFunction;

/**
 * Texts that bear a tag at each unit: what a tagger learns from.
 *
 * @param inputs ids over the vocabulary; none is empty
 * @param tags as long as the inputs, each the id of a tag or {@link #NO_TAG}
 */
public record TaggedItems(Vocabulary vocabulary, Sequences inputs, Sequences tags)
    implements Serializable {
  /** The tag of a unit of which none is asked. */
  public static final char NO_TAG = '\uFFFF';

  /** Checks that lengths agree. */
  public TaggedItems {
    if (inputs.size() != tags.size()) {
      throw new IllegalArgumentException(inputs.size() + " inputs have " + tags.size() + " tags");
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.length(i) == 0 || inputs.length(i) != tags.length(i)) {
        throw new IllegalArgumentException(
            "item " + i + " has " + inputs.length(i) + " units and " + tags.length(i) + " tags");
      }
    }
  }

  /** How many there are. */
  public int size() {
    return inputs.size();
  }

  /** The code points of an item. */
  public int[] units(int item) {
    int[] units = new int[inputs.length(item)];
    for (int i = 0; i < units.length; i++) {
      units[i] = vocabulary.unit(inputs.ids()[inputs.start(item) + i]);
    }
    return units;
  }

  /** The tags of an item, {@link #NO_TAG} as it is. */
  public int[] tags(int item) {
    int[] copy = new int[tags.length(item)];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = tags.ids()[tags.start(item) + i];
    }
    return copy;
  }

  /** A copy of some, in the order given. */
  public TaggedItems select(int[] chosen) {
    return new TaggedItems(vocabulary, inputs.select(chosen), tags.select(chosen));
  }

  /**
   * The same texts with other tags.
   *
   * @param tags of an item, given its number
   */
  public TaggedItems retagged(IntFunction<int[]> tags) {
    int[] starts = new int[size() + 1];
    char[] all = new char[inputs.total()];
    for (int i = 0; i < size(); i++) {
      int[] given = tags.apply(i);
      for (int j = 0; j < given.length; j++) {
        all[starts[i] + j] = (char) given[j];
      }
      starts[i + 1] = starts[i] + given.length;
    }
    return new TaggedItems(vocabulary, inputs, Sequences.of(all, starts));
  }

  /** A number that differs, most likely, for any other items. */
  public long fingerprint() {
    long hash = vocabulary.hashCode();
    for (int i = 0; i < size(); i++) {
      hash = hash * 31 + inputs.length(i);
      for (int j = inputs.start(i); j < inputs.end(i); j++) {
        hash = (hash ^ inputs.ids()[j]) * 0x100000001B3L;
      }
      for (int j = tags.start(i); j < tags.end(i); j++) {
        hash = (hash ^ tags.ids()[j]) * 0x100000001B3L;
      }
    }
    return hash;
  }
}
