package charwise.engine.task.language;

import charwise.engine.data.Corpus;

/**
 * What a run trains on and what it is judged by, over one vocabulary.
 *
 * @param validation may be empty
 */
public record TrainingText(Corpus train, Corpus validation) {
  /** Checks that the vocabularies agree. */
  public TrainingText {
    if (!train.vocabulary().equals(validation.vocabulary())) {
      throw new IllegalArgumentException("training and validation text differ in vocabulary");
    }
  }

  /** A number that differs, most likely, for any other text. */
  public long fingerprint() {
    return hash(hash(train.vocabulary().hashCode(), train), validation);
  }

  private static long hash(long start, Corpus corpus) {
    long hash = start * 0x9E3779B97F4A7C15L + corpus.length();
    char[] ids = corpus.ids();
    for (int i = 0; i < corpus.length(); i++) {
      hash = (hash ^ ids[i]) * 0x100000001B3L;
    }
    return hash;
  }
}
