package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecallTest {
  private static final Pattern ITEM =
      Pattern.compile("I grew up in ([A-Z][a-z]+)(\\. .*)I speak ([A-Z][a-z]+)\\.\n");

  private final Recall recall = new Recall(7);

  @Test
  void everyLagIsMetExactly() {
    for (int lag = Recall.SHORTEST_LAG; lag < 400; lag++) {
      Matcher parts = ITEM.matcher(recall.item(lag, lag).text());
      assertThat(parts.matches()).isTrue();
      assertThat(parts.group(2)).hasSize(lag).startsWith(". ").endsWith(". ");
    }
  }

  @Test
  void theAnswerIsTheCountrysLanguage() {
    Map<String, String> languages = new HashMap<>();
    for (int number = 0; number < 500; number++) {
      Recall.Item item = recall.item(number, 30);
      Matcher parts = ITEM.matcher(item.text());
      assertThat(parts.matches()).isTrue();
      String answer = item.text().substring(item.answer(), item.answer() + item.answerLength());
      assertThat(answer).isEqualTo(parts.group(3));
      String known = languages.putIfAbsent(parts.group(1), answer);
      assertThat(known == null || known.equals(answer)).isTrue();
    }
    assertThat(languages).hasSize(Recall.ANSWERS);
    assertThat(languages.values().stream().map(answer -> answer.charAt(0))).doesNotHaveDuplicates();
  }

  @Test
  void answersAreEquallyLikelyWhateverTheLag() {
    Map<Character, Integer> counts = new HashMap<>();
    for (int number = 0; number < 5000; number++) {
      Recall.Item item = recall.item(number, 5 + number % 50);
      counts.merge(item.text().charAt(item.answer()), 1, Integer::sum);
    }
    assertThat(counts.values()).hasSize(Recall.ANSWERS).allMatch(n -> n > 400 && n < 600);
  }

  @Test
  void whatIsBetweenDoesNotGiveTheAnswerAway() {
    for (int number = 0; number < 200; number++) {
      Matcher parts = ITEM.matcher(recall.item(number, 300).text());
      assertThat(parts.matches()).isTrue();
      assertThat(parts.group(2)).doesNotContain(parts.group(1)).doesNotContain(parts.group(3));
    }
  }

  @Test
  void itemsDependOnSeedAndNumberAlone() {
    String item = new Recall(7).item(12, 100).text();
    assertThat(recall.item(12, 100).text()).isEqualTo(item);
    assertThat(recall.item(13, 100).text()).isNotEqualTo(item);
    assertThat(new Recall(8).item(12, 100).text()).isNotEqualTo(item);
    assertThat(LongStream.range(0, 100).mapToObj(n -> recall.item(n, 100).text()).distinct())
        .hasSize(100);
  }

  @Test
  void noItemIsLongerThanTheLongest() {
    int longest = Recall.longestItem(40);
    assertThat(LongStream.range(0, 300).map(n -> recall.item(n, 40).text().length()).max())
        .hasValue(longest);
  }

  @Test
  void aTextIsItemsOfAllLags() {
    String text = Texts.beginning(recall, 50_000);
    assertThat(text.length()).isBetween(50_000, 50_000 + Recall.longestItem(1000));
    assertThat(text.lines()).allMatch(line -> ITEM.matcher(line + "\n").matches());
    assertThat(text.lines().mapToInt(String::length).min().orElseThrow()).isLessThan(60);
    assertThat(text.lines().mapToInt(String::length).max().orElseThrow()).isGreaterThan(900);
  }

  @Test
  void aLagWithoutRoomForAFullStopIsRefused() {
    assertThatThrownBy(() -> recall.item(0, Recall.SHORTEST_LAG - 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
