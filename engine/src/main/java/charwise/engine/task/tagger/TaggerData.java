package charwise.engine.task.tagger;

import charwise.engine.data.CorpusException;
import charwise.engine.data.HashSplit;
import charwise.engine.data.TaggedItems;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.io.Serializable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a tagger learns from and what it is judged by. Used from one thread at a time. */
public final class TaggerData implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TagScheme scheme;
  private final Vocabulary vocabulary;
  private final TaggedItems train;
  private final TaggedItems validation;
  private transient @Nullable WordCounts words;

  /**
   * Items that are split already.
   *
   * @param scheme what the tags stand for
   * @param vocabulary the units that the model knows
   * @param train over the vocabulary of all items; at least one
   * @param validation over the same; may be empty
   */
  public TaggerData(
      TagScheme scheme, Vocabulary vocabulary, TaggedItems train, TaggedItems validation) {
    if (train.size() == 0) {
      throw new IllegalArgumentException("there are no items to learn from");
    }
    this.scheme = scheme;
    this.vocabulary = vocabulary;
    this.train = train;
    this.validation = validation;
  }

  /** What the tags stand for. */
  public TagScheme scheme() {
    return scheme;
  }

  /** The units that the model knows. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** What is learnt from. */
  public TaggedItems train() {
    return train;
  }

  /** What the model is judged by; may be empty. */
  public TaggedItems validation() {
    return validation;
  }

  /** The words of the items to learn from; counted at the first call. */
  WordCounts words() {
    if (words == null) {
      words = new WordCounts(train, scheme.size());
    }
    return words;
  }

  /** In place of a number of items: which validate is said by a hash of their texts. */
  static final int BY_HASH = -1;

  /**
   * Items of which some are for validation.
   *
   * @param train how many of them, from the first, are learnt from, or {@link #BY_HASH}
   * @param share that is for validation where a hash says which
   * @throws CorpusException if none is left to learn from
   */
  static TaggerData of(TagScheme scheme, TaggedItems items, int train, double share)
      throws CorpusException {
    if (train == 0) {
      throw new CorpusException("no item has a text; give some that have");
    }
    int[] learnt;
    int[] validating;
    if (train == BY_HASH) {
      HashSplit split = new HashSplit(items.inputs(), items.vocabulary(), share);
      learnt = split.train();
      validating = split.validation();
    } else {
      learnt = IntStream.range(0, train).toArray();
      validating = IntStream.range(train, items.size()).toArray();
    }
    TaggedItems selected = items.select(learnt);
    return new TaggerData(scheme, vocabulary(selected), selected, items.select(validating));
  }

  /** The units of the items that are learnt from. */
  private static Vocabulary vocabulary(TaggedItems items) {
    boolean[] found = new boolean[items.vocabulary().size()];
    for (int i = items.inputs().start(0); i < items.inputs().end(items.size() - 1); i++) {
      found[items.inputs().ids()[i]] = true;
    }
    int[] units =
        IntStream.range(0, found.length)
            .filter(id -> found[id])
            .map(items.vocabulary()::unit)
            .toArray();
    return Vocabulary.of(Units.CODEPOINT, units);
  }
}
