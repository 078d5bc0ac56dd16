package charwise.engine.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.LabelledItems;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NgramBayesTest {
  private static final double PRECISION = 1e-12;

  private static double probability(NgramBayes bayes, int label, char... ids) {
    return Math.exp(bayes.logProbability(label, ids, 0, ids.length));
  }

  /**
   * Of "a" alone: p(a) = p(end) = (1 + 2 · ½) / 4 = ½; p(a | begin) = (1 + ½) / 2; p(end | a) = (1
   * + ½) / 2 and p(end | begin a) = (1 + ¾) / 2.
   */
  @Test
  void oneTextIsAsComputedByHand() throws IOException {
    NgramBayes bayes = new NgramBayes(LabelledTexts.of("a", "x"));
    assertThat(probability(bayes, 0, (char) 0)).isCloseTo(0.75 * 0.875, within(PRECISION));
    assertThat(probability(bayes, 0)).isCloseTo(0.25, within(PRECISION));
  }

  /** "", all texts of one letter, of two … of eleven: what is missing are longer ones. */
  @Test
  void probabilitiesOfAllTextsAddUpToOne() throws IOException {
    NgramBayes bayes =
        new NgramBayes(LabelledTexts.of("ab", "x", "a", "x", "", "x", "bba", "x", "b", "y"));
    double sum = 0;
    for (int length = 0; length <= 11; length++) {
      for (int bits = 0; bits < 1 << length; bits++) {
        char[] ids = new char[length];
        for (int i = 0; i < length; i++) {
          ids[i] = (char) (bits >> i & 1);
        }
        sum += probability(bayes, 0, ids);
      }
    }
    assertThat(sum).isBetween(0.99, 1 + PRECISION);
  }

  @Test
  void logitsAreBayesRule() throws IOException {
    LabelledItems items = LabelledTexts.of("ab", "x", "aab", "x", "ba", "y");
    NgramBayes bayes = new NgramBayes(items);
    char[] ids = items.inputs().ids();
    float[] logits = new float[2];
    bayes.logits(ids, 0, 2, logits);

    double x = 2.0 / 3 * Math.exp(bayes.logProbability(0, ids, 0, 2));
    double y = 1.0 / 3 * Math.exp(bayes.logProbability(1, ids, 0, 2));
    assertThat(logits[0]).isZero();
    assertThat(logits[1]).isCloseTo((float) Math.log(y / x), within(1e-5f));
  }

  @Test
  void lettersInTheirOrderTellTheLabel() throws IOException {
    LabelledItems items = LabelledTexts.sentences(1200, 4, 8);
    int[] train = new int[1000];
    Arrays.setAll(train, i -> i);
    NgramBayes bayes = new NgramBayes(items.select(train));
    int right = 0;
    float[] logits = new float[4];
    for (int item = 1000; item < 1200; item++) {
      int start = items.inputs().start(item);
      bayes.logits(items.inputs().ids(), start, items.inputs().end(item), logits);
      int likeliest = 0;
      for (int k = 1; k < 4; k++) {
        likeliest = logits[k] > logits[likeliest] ? k : likeliest;
      }
      right += likeliest == items.target(item) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(110);
  }

  @Test
  void longTextsKeepFiniteLogits() throws IOException {
    LabelledItems items = LabelledTexts.of("ab".repeat(9000), "x", "ba", "y", "c", "y");
    NgramBayes bayes = new NgramBayes(items);
    float[] logits = new float[2];
    bayes.logits(items.inputs().ids(), 0, 18_000, logits);
    assertThat(logits[0]).isZero();
    assertThat(logits[1]).isFinite().isLessThan(-100);
  }

  @Test
  void aLabelWithoutItemsIsNeverFound() throws IOException {
    LabelledItems items = LabelledTexts.of("a", "x", "b", "y");
    NgramBayes bayes = new NgramBayes(items.select(new int[] {0}));
    float[] logits = new float[2];
    bayes.logits(items.inputs().ids(), 1, 2, logits);
    assertThat(logits).containsExactly(0, Float.NEGATIVE_INFINITY);
    assertThatIllegalArgumentException().isThrownBy(() -> new NgramBayes(items.select(new int[0])));
  }
}
