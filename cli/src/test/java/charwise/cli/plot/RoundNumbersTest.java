package charwise.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoundNumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|1|5|0 0.5 1",
        "0|1|6|0 0.2 0.4 0.6 0.8 1",
        "1|100|5|20 40 60 80 100",
        "1|100|2|50 100",
        "-3|7|5|-2 0 2 4 6",
        "2.31|2.34|4|2.31 2.32 2.33 2.34",
        "0.99912|0.99937|3|0.9992 0.9993",
        "0|48000|5|0 10k 20k 30k 40k",
        "12000|13000|3|12k 12.5k 13k",
        "0|3000000|4|0 1M 2M 3M",
        "0|7e-9|4|0 2e-9 4e-9 6e-9"
      })
  void linearTicksAreEvenlySpaced(double low, double high, int most, String expected) {
    List<Double> values = RoundNumbers.linear(low, high, most);
    assertThat(String.join(" ", RoundNumbers.texts(values))).isEqualTo(expected);
    assertThat(values).hasSizeLessThanOrEqualTo(most).isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|10|5|1 2 5 10",
        "1|100|12|1 2 5 10 20 50 100",
        "1|100|5|1 10 100",
        "0.03|0.9|12|0.05 0.1 0.2 0.5",
        "1e-9|1|5|1e-8 1e-6 1e-4 0.01 1",
        "5.8e-24|0.5|5|1e-20 1e-16 1e-12 1e-8 1e-4",
        "3|4|5|3 3.5 4",
        "20000|900000|12|20k 50k 100k 200k 500k"
      })
  void logarithmicTicksArePowersAndTheirParts(double low, double high, int most, String expected) {
    assertThat(String.join(" ", RoundNumbers.texts(RoundNumbers.logarithmic(low, high, most))))
        .isEqualTo(expected);
  }
}
