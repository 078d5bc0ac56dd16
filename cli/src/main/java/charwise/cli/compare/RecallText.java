package charwise.cli.compare;

import charwise.corpora.Recall;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.recall.RecallItems;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import java.io.Serializable;

/**
 * The generated corpus as the engine reads it.
 *
 * @param test another text, of items that neither train nor validate
 */
record RecallText(TrainingText text, Corpus test) implements RecallItems, Serializable {
  private static final int TRAINING_SIZE = 200_000;
  private static final int VALIDATION_SIZE = 20_000;
  private static final long TEST_SEED = 0x74657374L;

  /** The corpus of a seed: a text for baselines, another to validate on, and a third to test on. */
  static RecallText of(long seed) throws IOException {
    Corpus train = corpus(Corpus.builder(Units.CODEPOINT), seed, TRAINING_SIZE);
    Corpus validation = corpus(Corpus.builder(train.vocabulary()), ~seed, VALIDATION_SIZE);
    Corpus test = corpus(Corpus.builder(train.vocabulary()), ~seed ^ TEST_SEED, VALIDATION_SIZE);
    return new RecallText(new TrainingText(train, validation), test);
  }

  private static Corpus corpus(CorpusBuilder builder, long seed, int size) throws IOException {
    return builder.items(Items.LINE).add(Recall.NAME, new Recall(seed).stream(size)).build();
  }

  @Override
  public Vocabulary vocabulary() {
    return text.train().vocabulary();
  }

  @Override
  public int longestItem(int lag) {
    return Recall.longestItem(lag);
  }

  @Override
  public int shortestLag() {
    return Recall.SHORTEST_LAG;
  }

  @Override
  public Item item(long seed, long number, int lag) {
    Recall.Item item = new Recall(seed).item(number, lag);
    char[] ids = new char[item.text().length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) vocabulary().id(item.text().charAt(i));
    }
    return new Item(Corpus.of(vocabulary(), ids, ids.length), item.answer(), item.answerLength());
  }
}
