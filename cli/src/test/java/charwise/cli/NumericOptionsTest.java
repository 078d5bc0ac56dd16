package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import charwise.cli.CommandLineRun.Result;
import charwise.cli.gradients.LagList;
import charwise.cli.option.RealNumber;
import charwise.cli.option.WholeNumber;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;

/** Every numeric option of every command, found in the parser's own model, with absurd values. */
class NumericOptionsTest {
  private static final List<String> NOT_NUMBERS =
      List.of(
          "", " ", "NaN", "Infinity", "-Infinity", "1e999", "1e", "0x10", "٣", "--1", "1;5", "1 5");

  private static final List<String> UNLIKELY =
      List.of("0", "-1", "-0.5", "1,5", "9223372036854775808", "99999999999999999999");

  private static final Set<String> ANY_SIZE = Set.of("9223372036854775808", "99999999999999999999");

  /** Why a command takes an unlikely value. */
  private enum Reason {
    ANY_SEED(Set.of("--seed"), Set.of("0", "-1")),
    OFF(
        Set.of(
            "--clip-norm",
            "--warmup",
            "--weight-decay",
            "--dropout",
            "--weight-noise",
            "--min-p",
            "--threshold"),
        Set.of("0")),
    NO_VALIDATION(Set.of("--validation"), Set.of("0")),
    GREEDY(Set.of("--temperature"), Set.of("0")),
    COUNTED_FROM_ZERO(Set.of("--unit"), Set.of("0")),
    A_LIST(Set.of("--lags", "--lengths", "--hidden", "--layers", "--learning-rate"), Set.of("1,5")),
    FINITE(
        Set.of(
            "--epochs",
            "--minutes",
            "--learning-rate",
            "--weight-decay",
            "--weight-noise",
            "--clip-norm",
            "--clip-value",
            "--temperature",
            "--repeat-penalty",
            "--linear",
            "--seconds"),
        ANY_SIZE);

    private final Set<String> options;
    private final Set<String> values;

    Reason(Set<String> options, Set<String> values) {
      this.options = options;
      this.values = values;
    }

    static boolean covers(OptionSpec option, String value) {
      return Stream.of(values())
          .filter(reason -> reason != A_LIST || option.isMultiValue() || takesLags(option))
          .anyMatch(
              reason ->
                  reason.options.contains(option.longestName()) && reason.values.contains(value));
    }
  }

  @TempDir private Path folder;

  private static Stream<Arguments> options() {
    return Charwise.commandLine().getSubcommands().entrySet().stream()
        .flatMap(
            command ->
                command.getValue().getCommandSpec().options().stream()
                    .filter(NumericOptionsTest::isNumeric)
                    .map(option -> Arguments.of(command.getKey(), option, rest(command))));
  }

  /** What the command cannot do without. */
  private static String rest(Map.Entry<String, CommandLine> command) {
    boolean needsMore =
        command.getValue().getCommandSpec().positionalParameters().stream()
            .anyMatch(parameter -> parameter.required());
    return !needsMore ? "--quiet" : command.getKey().equals("bench") ? "train" : "file";
  }

  private static boolean isNumeric(OptionSpec option) {
    return Stream.of(option.converters())
        .anyMatch(c -> c instanceof WholeNumber || c instanceof RealNumber || c instanceof LagList);
  }

  private static boolean takesLags(OptionSpec option) {
    return Stream.<ITypeConverter<?>>of(option.converters()).anyMatch(c -> c instanceof LagList);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("options")
  void whatIsNoNumberIsRefusedInOneLineThatNamesTheOption(
      String command, OptionSpec option, String rest) {
    for (String value : NOT_NUMBERS) {
      assertRefused(command, option, value, rest);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("options")
  void whatIsOutOfRangeIsRefusedUnlessThereIsAReasonToTakeIt(
      String command, OptionSpec option, String rest) {
    for (String value : UNLIKELY) {
      if (Reason.covers(option, value)) {
        String argument = option.longestName() + "=" + value;
        assertThatCode(() -> Charwise.commandLine().parseArgs(command, argument, rest))
            .doesNotThrowAnyException();
      } else {
        assertRefused(command, option, value, rest);
      }
    }
  }

  @Test
  void noNumericOptionEscapesTheseTests() {
    assertThat(options()).hasSizeGreaterThan(50);
    Charwise.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().options())
                    .filteredOn(option -> !isNumeric(option))
                    .noneMatch(option -> isNumber(option.auxiliaryTypes()[0])));
  }

  private static boolean isNumber(Class<?> type) {
    return Number.class.isAssignableFrom(type)
        || (type.isPrimitive() && type != boolean.class && type != char.class);
  }

  private void assertRefused(String command, OptionSpec option, String value, String rest) {
    String argument = option.longestName() + "=" + value;
    Result result = new CommandLineRun(folder).run(command, argument, rest);

    assertThat(result.err())
        .as(value)
        .startsWith("charwise: ")
        .contains(option.longestName())
        .hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).as(value).isEqualTo(2);
  }
}
