package charwise.engine.task.rating;

import charwise.engine.data.HashSplit;
import charwise.engine.data.Sequences;
import charwise.engine.data.Units;
import charwise.engine.data.UnknownText;
import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import java.util.List;

/** Texts as ids and their ratings, to learn from and to be judged by. */
record RatingData(Vocabulary vocabulary, Part train, Part validation) {
  /** Some of the items. */
  record Part(Sequences texts, List<Float> ratings) {}

  /** Splits items by a hash of their texts, so that equal ones stay together. */
  static RatingData split(List<String> texts, List<Float> ratings, double share) {
    int[] units = String.join("", texts).codePoints().distinct().sorted().toArray();
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, units);
    Part all = new Part(UnknownText.of(texts, vocabulary).items(), ratings);
    HashSplit split = new HashSplit(all.texts(), vocabulary, share);
    return new RatingData(vocabulary, select(all, split.train()), select(all, split.validation()));
  }

  private static Part select(Part all, int[] chosen) {
    return new Part(
        all.texts().select(chosen), Arrays.stream(chosen).mapToObj(all.ratings()::get).toList());
  }
}
