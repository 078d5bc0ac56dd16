package charwise.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class NumberOptionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1x",
        "0x10",
        "1e3",
        "1.0",
        "1_000",
        "1,000",
        "٣",
        "--1",
        "+",
        "9223372036854775808",
        "-9223372036854775809"
      })
  void whatIsNoWholeNumberIsRefused(String text) {
    assertThatThrownBy(() -> new WholeNumber.Seed().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("not a whole number");
  }

  @Test
  void seedsMayBeAnySixtyFourBits() {
    var seed = new WholeNumber.Seed();
    assertThat(seed.convert("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(seed.convert("+7")).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "-0"})
  void zeroAndBelowAreNotPositive(String text) {
    assertThatThrownBy(() -> new WholeNumber.Positive().convert(text))
        .hasMessage("not a whole number of at least 1");
  }

  @Test
  void sizesHaveAnUpperBound() {
    assertThat(new WholeNumber.Size().convert("65536")).isEqualTo(65536);
    assertThatThrownBy(() -> new WholeNumber.Size().convert("65537"))
        .hasMessage("not a whole number from 1 to 65536");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "0x1p3",
        "1d",
        "1f",
        " 1",
        "1..2",
        ".",
        "e5"
      })
  void whatIsNoFiniteDecimalIsRefused(String text) {
    assertThatThrownBy(() -> new RealNumber.NotNegative().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("not a number of at least 0");
  }

  @Test
  void aDecimalCommaIsCalledByItsName() {
    assertThatThrownBy(() -> new RealNumber.Positive().convert("0,5"))
        .hasMessage("a decimal comma where a dot belongs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.5", "1e-999"})
  void aRateMustBeAboveZero(String text) {
    assertThatThrownBy(() -> new RealNumber.Positive().convert(text))
        .hasMessage("not a number above 0");
  }

  @Test
  void aFractionMayBeZeroButNotOne() {
    var fraction = new RealNumber.Fraction();
    assertThat(fraction.convert("0")).isZero();
    assertThat(fraction.convert(".25")).isEqualTo(0.25);
    assertThatThrownBy(() -> fraction.convert("1")).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void aProbabilityMayBeOneButNotZero() {
    var probability = new RealNumber.Probability();
    assertThat(probability.convert("1")).isEqualTo(1);
    assertThatThrownBy(() -> probability.convert("0")).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void numbersMayHaveAnExponent() {
    assertThat(new RealNumber.Positive().convert("8e-3")).isEqualTo(0.008);
  }
}
