package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdditionTest {
  private static final List<String> LINES =
      Texts.beginning(new Addition(7), 100_000).lines().toList();

  @Test
  void everySumIsRight() {
    for (String line : LINES) {
      assertThat(line).matches("(0|[1-9]\\d*)\\+(0|[1-9]\\d*)=(0|[1-9]\\d*)");
      String[] numbers = line.split("[+=]", -1);
      assertThat(Integer.parseInt(numbers[2]))
          .isEqualTo(Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
    }
  }

  @Test
  void numbersOfDigitsAreEquallyLikely() {
    IntStream.rangeClosed(1, Addition.MOST_DIGITS)
        .forEach(
            digits -> {
              long count = LINES.stream().filter(line -> line.indexOf('+') == digits).count();
              assertThat((double) count / LINES.size()).isBetween(0.23, 0.27);
            });
  }
}
