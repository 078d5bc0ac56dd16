package charwise.cli.repl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.UserException;
import charwise.engine.data.Items;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
  private static final Settings USUAL = Settings.usual(Items.NONE);

  @ParameterizedTest
  @CsvSource({
    "temperature, 0.35",
    "top-k, 5",
    "top-k, all",
    "top-p, 0.9",
    "min-p, 0.05",
    "repeat-penalty, 1.2",
    "greedy, on",
    "greedy, off",
    "beam, 4",
    "beam, off",
    "length, 77",
    "stop, a\\sb\\n\\\\",
    "stop, none",
    "unknown, skip",
    "seed, -3"
  })
  void aValueReadsAsItWasWritten(String label, String value) {
    Setting setting = Setting.of(label).orElseThrow();
    assertThat(setting.value(setting.change(USUAL, Items.NONE, value))).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleIsAValueAndDefaultBringsTheOldOneBack(Setting setting) {
    for (String example : setting.examples()) {
      Settings changed = setting.change(USUAL, Items.NONE, example);
      assertThat(setting.value(changed)).isEqualTo(example);
      assertThat(setting.change(changed, Items.NONE, "default")).isEqualTo(USUAL);
    }
  }

  @Test
  void whatTheUserSetStaysWithAnotherKindOfModelAndTheRestIsAsUsualThere() {
    Settings changed = Setting.SEED.change(USUAL, Items.NONE, "7");
    Settings moved = changed.moved(Items.NONE, Items.LINE);
    assertThat(moved).isEqualTo(Setting.SEED.change(Settings.usual(Items.LINE), Items.LINE, "7"));
    Settings cold = Setting.TEMPERATURE.change(moved, Items.LINE, "0.2");
    assertThat(Setting.TEMPERATURE.value(cold.moved(Items.LINE, Items.NONE))).isEqualTo("0.2");
    assertThat(Setting.STOP.value(cold.moved(Items.LINE, Items.NONE))).isEqualTo("none");
  }

  @Test
  void aStopTextIsWrittenWithEscapes() {
    assertThat(Setting.STOP.change(USUAL, Items.NONE, "\\n\\n").stop()).isEqualTo("\n\n");
    assertThat(Setting.STOP.change(USUAL, Items.NONE, "The End").stop()).isEqualTo("The End");
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, -1, not a number of at least 0",
    "temperature, '0,5', a decimal comma where a dot belongs",
    "top-k, 0, not a whole number from 1 to 65536",
    "top-p, 0, not a number above 0 and up to 1",
    "greedy, yes, neither on nor off",
    "stop, \\q, 'a backslash that means nothing, write two of them'",
    "unknown, drop, 'not one of fail, skip'"
  })
  void aWrongValueIsExplained(String label, String value, String explanation) {
    Setting setting = Setting.of(label).orElseThrow();
    assertThatThrownBy(() -> setting.change(USUAL, Items.NONE, value))
        .isInstanceOf(UserException.class)
        .hasMessage(explanation + ": " + label + " " + value + "; try: /help set");
  }
}
