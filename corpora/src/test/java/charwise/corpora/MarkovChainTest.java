package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkovChainTest {
  private static final double LN_2 = StrictMath.log(2);

  /** Two states that leave themselves with 1/3 and 3/4: π = (9, 4) / 13. */
  @Test
  void theEntropyRateOfTwoStatesIsThatOfTheTextbook() {
    var chain =
        new MarkovChain(
            new Followers[] {
              new Followers(new int[] {'a', 'b'}, new int[] {2, 1}, new int[] {0, 1}),
              new Followers(new int[] {'a', 'b'}, new int[] {3, 1}, new int[] {0, 1})
            });
    assertThat(chain.stationary()[0]).isEqualTo(9.0 / 13, within(1e-12));
    double bits = (9 * (Math.log(3) - 2 * LN_2 / 3) + 4 * (2 * LN_2 - 0.75 * Math.log(3))) / 13;
    assertThat(chain.entropyRate()).isEqualTo(bits, within(1e-12));
  }

  @Test
  void aChainThatGoesRoundInCirclesHasNoEntropy() throws IOException {
    MarkovChain chain = estimate("abcabcabcabc", 1);
    assertThat(chain.contexts()).isEqualTo(3);
    assertThat(chain.entropyRate()).isZero();
    assertThat(Texts.beginning(chain.generator(1), 9)).isSubstringOf("abcabcabcabc");
  }

  /** Known from counts, and found by the general method. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void howOftenAContextOccursInItsTextIsItsStationaryProbability(int order) throws IOException {
    String text = Texts.beginning(new Recall(3), 3000);
    Followers[] followers = estimate(text, order).followers();
    double[] counted = estimate(text, order).stationary();
    assertThat(MarkovChain.stationary(followers)).containsExactly(counted, within(1e-9));
  }

  @Test
  void contextsAreFollowedAsInTheText() throws IOException {
    String text = "she sells sea shells";
    String made = Texts.beginning(estimate(text, 2).generator(5), 2000);
    String ring = text + text.substring(0, 2);
    for (int i = 0; i + 3 <= made.length(); i++) {
      assertThat(ring).contains(made.substring(i, i + 3));
    }
  }

  @Test
  void charactersBeyondTheFirst65536AreCharactersToo() throws IOException {
    String made = Texts.beginning(estimate("a😀b😀c", 1).generator(1), 100);
    assertThat(made.codePointCount(0, made.length())).isEqualTo(100);
    assertThat(made.codePoints().distinct()).hasSize(4);
  }

  @Test
  void aTextNoLongerThanAContextIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> estimate("abc", 3));
    assertThatIllegalArgumentException().isThrownBy(() -> estimate("abc", 0));
  }

  @Test
  void theUsualDnaIsFarBelowWhatItsLettersAndPairsGiveAway() {
    double rate = Dna.chain(Dna.USUAL_ORDER).entropyRate() / LN_2;
    String text = Texts.beginning(Dna.chain(Dna.USUAL_ORDER).generator(1), 500_000);
    assertThat(conditionalEntropy(text, 0)).isBetween(1.9, 2.0);
    assertThat(conditionalEntropy(text, 1)).isBetween(1.8, 2.0);
    assertThat(rate).isBetween(1.4, 1.6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theEntropyRateIsThatOfALongText(int order) {
    MarkovChain chain = Dna.chain(order);
    String text = Texts.beginning(chain.generator(11), 1_000_000);
    assertThat(chain.entropyRate() / LN_2).isEqualTo(conditionalEntropy(text, order), within(0.01));
  }

  @Test
  void theEntropyRateOfTheNovelsChainIsThatOfALongText() throws IOException {
    MarkovChain chain = Catalogue.ofTheNovel(1);
    String text = Texts.beginning(chain.generator(11), 1_000_000);
    assertThat(chain.entropyRate() / LN_2).isEqualTo(conditionalEntropy(text, 1), within(0.01));
  }

  @Test
  void theNovelsEntropyIsThatOfItsCounts() throws IOException {
    String novel = Texts.string(Catalogue.defaultText().open());
    assertThat(Catalogue.ofTheNovel(2).entropyRate() / LN_2)
        .isEqualTo(conditionalEntropy(novel, 2), within(1e-4));
  }

  /** Bits a character after the {@code order} characters before it, by counting. */
  private static double conditionalEntropy(String text, int order) {
    Map<String, Integer> contexts = new HashMap<>();
    Map<String, Integer> wholes = new HashMap<>();
    int count = text.length() - order;
    for (int i = 0; i < count; i++) {
      contexts.merge(text.substring(i, i + order), 1, Integer::sum);
      wholes.merge(text.substring(i, i + order + 1), 1, Integer::sum);
    }
    double bits = 0;
    for (Map.Entry<String, Integer> whole : wholes.entrySet()) {
      int context = contexts.getOrDefault(whole.getKey().substring(0, order), 0);
      bits -= whole.getValue() * Math.log((double) whole.getValue() / context) / LN_2;
    }
    return bits / count;
  }

  private static MarkovChain estimate(String text, int order) throws IOException {
    PrimitiveIterator.OfInt codePoints = text.codePoints().iterator();
    return MarkovEstimate.of(() -> codePoints.hasNext() ? codePoints.nextInt() : -1, order);
  }
}
