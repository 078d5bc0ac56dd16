package charwise.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRateTest {
  private static int[] units(String text) {
    return text.codePoints().toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3",
    "saturday, sunday, 3",
    "'', abc, 3",
    "abc, '', 3",
    "'', '', 0",
    "ab, ba, 2",
    "flaw, lawn, 2",
    "😀a, a, 1"
  })
  void distancesAreTheFewestEdits(String a, String b, int edits) {
    assertThat(ErrorRate.distance(units(a), units(b))).isEqualTo(edits);
  }

  private static int plain(int[] a, int[] b) {
    if (a.length == 0 || b.length == 0) {
      return a.length + b.length;
    }
    int[] restOfA = Arrays.copyOfRange(a, 1, a.length);
    int[] restOfB = Arrays.copyOfRange(b, 1, b.length);
    if (a[0] == b[0]) {
      return plain(restOfA, restOfB);
    }
    return 1 + Math.min(plain(restOfA, restOfB), Math.min(plain(restOfA, b), plain(a, restOfB)));
  }

  @Test
  void distancesAreThoseOfTheDefinition() {
    RandomStream random = new RandomStream(2);
    for (int trial = 0; trial < 300; trial++) {
      int[] a = new int[random.nextInt(7)];
      int[] b = new int[random.nextInt(7)];
      Arrays.setAll(a, i -> random.nextInt(3));
      Arrays.setAll(b, i -> random.nextInt(3));
      assertThat(ErrorRate.distance(a, b)).isEqualTo(plain(a, b));
    }
  }

  @Test
  void theRateIsByUnitOfTheRightAnswers() {
    ErrorRate rate = new ErrorRate();
    assertThat(rate.value()).isNaN();
    rate.add(units("kitten"), units("sitting"));
    rate.add(units("abc"), units("abc"));
    assertThat(rate.edits()).isEqualTo(3);
    assertThat(rate.value()).isEqualTo(0.3);
  }
}
