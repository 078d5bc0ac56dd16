package charwise.engine.ngram;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledItemsBuilder;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import java.io.IOException;

/** Items for tests. */
final class LabelledTexts {
  private LabelledTexts() {}

  /** Items from pairs of text and label. */
  static LabelledItems of(String... pairs) throws IOException {
    LabelledItemsBuilder builder = LabelledItems.builder(Units.CODEPOINT);
    for (int i = 0; i < pairs.length; i += 2) {
      builder.add(pairs[i], pairs[i + 1], "test");
    }
    return builder.build();
  }

  /** Sentences of invented words, which tell their label only by some of these, and not surely. */
  static LabelledItems sentences(int size, int labels, long seed) throws IOException {
    RandomStream words = new RandomStream(99);
    String[] vocabulary = new String[40];
    for (int i = 0; i < vocabulary.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int j = 0; j < 4; j++) {
        word.append((char) ('a' + words.nextInt(20)));
      }
      vocabulary[i] = word.toString();
    }
    RandomStream random = new RandomStream(seed);
    LabelledItemsBuilder builder = LabelledItems.builder(Units.CODEPOINT);
    for (int i = 0; i < size; i++) {
      int label = random.nextInt(labels);
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 5; j++) {
        boolean telling = random.nextInt(5) == 0;
        int word = telling ? label : labels + random.nextInt(vocabulary.length - labels);
        text.append(j > 0 ? " " : "").append(vocabulary[word]);
      }
      builder.add(text.toString(), "label" + label, "test");
    }
    return builder.build();
  }
}
