package charwise.engine.data;

import java.io.Serializable;

/**
 * What a model learns from and what it is judged by, over one vocabulary and the same labels.
 *
 * @param validation may be empty
 */
public record LabelledParts(LabelledItems train, LabelledItems validation) implements Serializable {
  /** Checks that vocabularies and labels agree, and that there is something to learn from. */
  public LabelledParts {
    if (!train.vocabulary().equals(validation.vocabulary())
        || !train.labels().equals(validation.labels())) {
      throw new IllegalArgumentException("training and validation items differ in their kinds");
    }
    if (train.size() == 0) {
      throw new IllegalArgumentException("there are no items to learn from");
    }
  }

  /** Items of which a share, by a hash of their texts, is for validation. */
  public static LabelledParts split(LabelledItems items, double share) {
    HashSplit split = items.split(share);
    return new LabelledParts(items.select(split.train()), items.select(split.validation()));
  }
}
