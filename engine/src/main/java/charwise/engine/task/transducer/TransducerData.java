package charwise.engine.task.transducer;

import charwise.engine.data.HashSplit;
import charwise.engine.data.Pairs;
import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * What a transducer learns from and what it is judged by, over the same vocabularies.
 *
 * @param train of them at least one
 * @param validation may be empty
 * @param leftOut pairs that were too long to learn from, or whose answer could not be written
 */
public record TransducerData(Pairs train, Pairs validation, int leftOut) implements Serializable {
  /** The longest sources and answers that are learnt from. */
  public static final int MAXIMUM_LENGTH = 2048;

  /** Checks that vocabularies agree. */
  public TransducerData {
    if (!train.agreesWith(validation)) {
      throw new IllegalArgumentException("training and validation pairs differ in their kinds");
    }
    if (train.size() == 0) {
      throw new IllegalArgumentException("there are no pairs to learn from");
    }
  }

  /** Pairs to learn from and pairs to judge by; those that are too long are left out. */
  public static TransducerData of(Pairs train, Pairs validation) {
    int[] kept =
        IntStream.range(0, train.size())
            .filter(
                pair ->
                    train.sourceLength(pair) <= MAXIMUM_LENGTH
                        && train.targets().length(pair) < MAXIMUM_LENGTH
                        && train.canBeWritten(pair))
            .toArray();
    return new TransducerData(
        kept.length < train.size() ? train.select(kept) : train,
        validation,
        train.size() - kept.length);
  }

  /** Pairs of which a share, by a hash of their texts, is for validation. */
  public static TransducerData split(Pairs pairs, double share) {
    HashSplit split = pairs.split(share);
    return of(pairs.select(split.train()), pairs.select(split.validation()));
  }
}
