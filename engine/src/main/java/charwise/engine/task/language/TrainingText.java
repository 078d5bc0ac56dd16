package charwise.engine.task.language;

import charwise.engine.data.Corpus;
import charwise.engine.data.LabelledParts;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a run trains on and what it is judged by, over one vocabulary.
 *
 * @param validation may be empty
 * @param lines the same as lines that each stand under a condition, which is their label; null
 *     where there are no conditions
 */
public record TrainingText(Corpus train, Corpus validation, @Nullable LabelledParts lines)
    implements Serializable {
  /** Checks that the vocabularies agree. */
  public TrainingText {
    if (!train.vocabulary().equals(validation.vocabulary())) {
      throw new IllegalArgumentException("training and validation text differ in vocabulary");
    }
  }

  /** A text without conditions. */
  public TrainingText(Corpus train, Corpus validation) {
    this(train, validation, null);
  }

  /** Lines that each stand under a condition. */
  public static TrainingText of(LabelledParts lines) {
    return new TrainingText(lines.train().text(), lines.validation().text(), lines);
  }

  /** How many conditions there are; 0 for none. */
  public int conditions() {
    return lines == null ? 0 : lines.train().labels().size();
  }

  /** A number that differs, most likely, for any other text or, line by line, other conditions. */
  public long fingerprint() {
    return lines == null
        ? hash(hash(train.vocabulary().hashCode(), train), validation)
        : lines.train().fingerprint() * 31 + lines.validation().fingerprint();
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
