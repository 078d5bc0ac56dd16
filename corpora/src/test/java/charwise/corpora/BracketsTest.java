package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BracketsTest {
  private static final List<String> WORDS =
      Texts.beginning(new Brackets(7), 200_000).lines().toList();

  @Test
  void everyWordIsBalanced() {
    for (String word : WORDS) {
      Deque<Character> open = new ArrayDeque<>();
      for (int i = 0; i < word.length(); i++) {
        char bracket = word.charAt(i);
        if ("([{<".indexOf(bracket) >= 0) {
          open.push(bracket);
        } else {
          assertThat("([{<".indexOf(open.pop())).isEqualTo(")]}>".indexOf(bracket));
        }
      }
      assertThat(open).isEmpty();
    }
  }

  @Test
  void wordsAreAsDeepAsTheyMayBeAndNotDeeper() {
    assertThat(WORDS.stream().mapToInt(BracketsTest::depth).max()).hasValue(Brackets.DEEPEST);
  }

  @Test
  void wordsHaveFromOneToTheMostPairs() {
    assertThat(WORDS.stream().mapToInt(String::length).min()).hasValue(2);
    assertThat(WORDS.stream().mapToInt(String::length).max()).hasValue(2 * Brackets.MOST_PAIRS);
  }

  /** There are five shapes of three pairs. */
  @Test
  void allShapesOfALengthAreEquallyLikely() {
    Map<String, Integer> shapes = new HashMap<>();
    WORDS.stream()
        .filter(word -> word.length() == 6)
        .forEach(
            word ->
                shapes.merge(
                    word.replaceAll("[(\\[{<]", "(").replaceAll("[)\\]}>]", ")"), 1, Integer::sum));
    int all = shapes.values().stream().mapToInt(count -> count).sum();
    assertThat(shapes.values()).hasSize(5).allMatch(n -> n > 0.13 * all && n < 0.27 * all);
  }

  @Test
  void allKindsOfBracketsAreEquallyLikely() {
    long round = WORDS.stream().flatMapToInt(String::chars).filter(c -> c == '(').count();
    long all = WORDS.stream().mapToInt(String::length).sum() / 2;
    assertThat((double) round / all).isBetween(0.24, 0.26);
  }

  private static int depth(String word) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < word.length(); i++) {
      depth += "([{<".indexOf(word.charAt(i)) >= 0 ? 1 : -1;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }
}
