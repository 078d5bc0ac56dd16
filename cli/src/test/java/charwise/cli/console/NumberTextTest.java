package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  private final Locale usual = Locale.getDefault();

  @BeforeEach
  void writeNumbersAsInGermany() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(usual);
  }

  @Test
  void digitsAfterTheDotAreFixed() {
    assertThat(NumberText.fixed(1234.5678, 2)).isEqualTo("1234.57");
  }

  @Test
  void thousandsAreGroupedWithCommas() {
    assertThat(NumberText.grouped(1_206_337)).isEqualTo("1,206,337");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "940, 940",
    "999.4, 999",
    "999.6, 1.00k",
    "68123, 68.1k",
    "284000, 284k",
    "1214976, 1.21M"
  })
  void largeNumbersAreRoundedToThreeDigits(double value, String expected) {
    assertThat(NumberText.rounded(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "9.4, 0:09", "59.6, 1:00", "750, 12:30", "11100, 3:05:00"})
  void durationsAreHoursMinutesAndSeconds(double seconds, String expected) {
    assertThat(NumberText.duration(seconds)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e300})
  void unknownDurationsAreDashes(double seconds) {
    assertThat(NumberText.duration(seconds)).isEqualTo("-:--");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1,
        -3,
        0.1,
        1.0 / 3,
        8e-3,
        1e-5,
        1.5e-9,
        123456789.125,
        4.9e-324,
        Double.MAX_VALUE
      })
  void exactNumbersReadBackToTheBit(double value) {
    assertThat(Double.parseDouble(NumberText.exact(value))).isEqualTo(value);
  }

  @Test
  void exactNumbersAreShort() {
    assertThat(NumberText.exact(5900)).isEqualTo("5900");
    assertThat(NumberText.exact(1e-5)).isEqualTo("0.00001");
    assertThat(NumberText.exact(0.008)).isEqualTo("0.008");
  }
}
