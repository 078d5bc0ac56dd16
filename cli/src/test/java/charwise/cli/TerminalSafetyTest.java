package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that have learnt escape sequences cannot use them on a terminal. */
class TerminalSafetyTest {
  private static final String ESCAPES = "\u001b[2J\u0007\u009b31m\u007f\u202e\u2066x\r\n";
  private static final String UNSAFE = "[\\p{Cc}\u202a-\u202e\u2066-\u2069]";

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    byte[] text = ESCAPES.repeat(40).getBytes(StandardCharsets.UTF_8);
    TinyModels.train(folder, "escapes", text);
    TinyModels.train(folder, "bytes", text, "--units=byte");
    Files.writeString(folder.resolve("odd"), new StringBuilder(ESCAPES.repeat(3)).reverse());
  }

  private static Result onTerminal(String command) {
    return new CommandLineRun(folder)
        .writingToTerminal()
        .withInput("\u001b[2J\n")
        .run((command + " --color=never").split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample escapes -n 200 -t 2",
        "sample bytes -n 200 -t 2",
        "sample escapes -n 200 --json",
        "sample escapes -n 20 --prompts -",
        "sample bytes -n 20 --prompts -",
        "repl escapes",
        "repl bytes",
        "score escapes text-of-escapes --show",
        "score bytes text-of-escapes --show",
        "score escapes text-of-escapes --by char",
        "score escapes text-of-escapes --by line --json",
        "inspect escapes",
        "inspect escapes --file text-of-escapes",
        "train text-of-escapes -o new --hidden 8 --layers 1 --batch 2 --bptt 8 --steps 30"
      })
  void spellOutWhatATerminalWouldObey(String command) {
    Result result = onTerminal(command);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isNotEmpty();
    assertThat(result.out().replaceAll("[\n\t]", "")).doesNotContainPattern(UNSAFE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"escapes", "bytes"})
  void colourIsTheOnlyEscapeSequenceOfAShownText(String model) {
    Result result =
        new CommandLineRun(folder)
            .writingToTerminal()
            .run("score", model, "odd", "--show", "--color=always");

    assertThat(result.out()).contains("\u001b[").contains("\\x1b").contains("\\x9b");
    assertThat(result.out().replaceAll("\u001b\\[[0-9;]*m|\n", "")).doesNotContainPattern(UNSAFE);
  }

  @Test
  void aPipeGetsTheCharactersThemselves() {
    Result result = new CommandLineRun(folder).run("sample", "escapes", "-n", "200", "-t", "2");

    assertThat(result.out()).contains("\u001b").doesNotContain("\\x1b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-n 200 -t 2", "-n 20 --prompts -"})
  void soDoesATerminalThatAsksForThem(String options) {
    Result result = onTerminal("sample escapes " + options + " --raw");

    assertThat(result.out()).contains("\u001b").doesNotContain("\\x1b");
  }
}
