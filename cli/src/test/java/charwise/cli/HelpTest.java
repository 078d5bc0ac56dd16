package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun.Result;
import charwise.engine.sampling.SamplingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Help texts, compared with the files in {@code help/}. After a change that is meant, write them
 * anew with {@code cli/charwise help COMMAND}.
 */
class HelpTest {
  @TempDir private Path folder;

  private static Set<String> commands() {
    return Charwise.commandLine().getSubcommands().keySet();
  }

  @Test
  void theProgramExplainsItself() throws IOException {
    assertThat(run("help")).isEqualTo(new Result(0, golden("charwise"), ""));
    assertThat(run("--help")).isEqualTo(new Result(0, options("charwise"), ""));
    assertThat(run("-h")).isEqualTo(run("--help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) throws IOException {
    assertThat(run("help", command)).isEqualTo(new Result(0, golden(command), ""));
    assertThat(run(command, "--help")).isEqualTo(new Result(0, options(command), ""));
    assertThat(run(command, "-h")).isEqualTo(run(command, "--help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsAnOrdinaryTerminal(String command) throws IOException {
    assertThat(golden(command).lines()).allMatch(line -> line.length() <= 80);
    assertThat(golden("charwise").lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void helpNamesTheDefaultTemperature() throws IOException {
    assertThat(golden("sample").replaceAll("\\s+", " "))
        .contains("0 is --greedy. Default: " + SamplingSettings.DEFAULT.temperature() + ". For a");
  }

  @Test
  void helpIsColouredOnlyWhereThatIsWanted() {
    assertThat(run("help", "train").out()).doesNotContain("\u001b");
    assertThat(run("help", "train", "--color=always").out()).contains("\u001b[1m");
  }

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  /** What {@code --help} says: all but the end. */
  private static String options(String command) throws IOException {
    String text = golden(command);
    return text.substring(0, text.indexOf("\nFiles:\n"));
  }

  private static String golden(String command) throws IOException {
    try (InputStream in = HelpTest.class.getResourceAsStream("help/" + command + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
