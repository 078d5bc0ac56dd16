package charwise.cli.repl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.UserException;
import charwise.engine.data.Items;
import charwise.engine.task.language.Conditions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
  private static final Settings USUAL = Settings.usual(Items.NONE, Conditions.NONE);
  private static final Settings LINES = Settings.usual(Items.LINE, Conditions.NONE);

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
    "condition, Old Polish",
    "condition, none",
    "unknown, skip",
    "seed, -3"
  })
  void aValueReadsAsItWasWritten(String label, String value) {
    Setting setting = Setting.of(label).orElseThrow();
    assertThat(setting.value(setting.change(USUAL, USUAL, value))).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleIsAValueAndDefaultBringsTheOldOneBack(Setting setting) {
    for (String example : setting.examples()) {
      Settings changed = setting.change(USUAL, USUAL, example);
      assertThat(setting.value(changed)).isEqualTo(example);
      assertThat(setting.change(changed, USUAL, "default")).isEqualTo(USUAL);
    }
  }

  @Test
  void whatTheUserSetStaysWithAnotherKindOfModelAndTheRestIsAsUsualThere() {
    Settings changed = Setting.SEED.change(USUAL, USUAL, "7");
    Settings moved = changed.moved(USUAL, LINES);
    assertThat(moved).isEqualTo(Setting.SEED.change(LINES, LINES, "7"));
    Settings cold = Setting.TEMPERATURE.change(moved, LINES, "0.2");
    assertThat(Setting.TEMPERATURE.value(cold.moved(LINES, USUAL))).isEqualTo("0.2");
    assertThat(Setting.STOP.value(cold.moved(LINES, USUAL))).isEqualTo("none");
  }

  @Test
  void theUsualConditionIsThatOfTheMostTexts() {
    var conditions = new Conditions(List.of("a", "b", "c"), List.of(1L, 3L, 2L));
    Settings usual = Settings.usual(Items.LINE, conditions);
    assertThat(usual.condition()).isEqualTo("b");
    assertThat(usual.withCondition("")).isEqualTo(LINES);
    assertThat(USUAL.moved(USUAL, usual).condition()).isEqualTo("b");
    Settings chosen = Setting.CONDITION.change(usual, usual, "c");
    assertThat(chosen.moved(usual, LINES).condition()).isEqualTo("c");
    assertThat(Setting.CONDITION.change(chosen, usual, "default")).isEqualTo(usual);
  }

  @Test
  void aStopTextIsWrittenWithEscapes() {
    assertThat(Setting.STOP.change(USUAL, USUAL, "\\n\\n").stop()).isEqualTo("\n\n");
    assertThat(Setting.STOP.change(USUAL, USUAL, "The End").stop()).isEqualTo("The End");
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
    assertThatThrownBy(() -> setting.change(USUAL, USUAL, value))
        .isInstanceOf(UserException.class)
        .hasMessage(explanation + ": " + label + " " + value + "; try: /help set");
  }
}
