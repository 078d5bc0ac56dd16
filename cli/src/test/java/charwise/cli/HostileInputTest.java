package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.Attacks.Attack;
import charwise.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that would like to crash the program, hang it, take its memory or play with the terminal.
 * Each ends at once, with what it should or with one line that says what is wrong.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileInputTest {
  private static final List<Attack> ATTACKS = new ArrayList<>();

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    byte[] text = Attacks.TEXT.getBytes(StandardCharsets.UTF_8);
    TinyModels.train(folder, "good", text, "--ngrams=off");
    TinyModels.train(folder, "counted", text);
    TinyModels.train(folder, "bytes", text, "--units=byte");
    TinyModels.train(folder, "lines", text, "--items=line");
    var signals = new FakeSignals();
    Result interrupted =
        new CommandLineRun(folder)
            .onTerminal(80)
            .withSignals(signals)
            .whenErrorContains("\r", () -> signals.send("INT"))
            .run(
                "train",
                "text-of-good",
                "-o",
                "stopped",
                "--hidden=8",
                "--layers=1",
                "--batch=4",
                "--bptt=8",
                "--steps=50",
                "--threads=1");
    assertThat(interrupted.exitCode()).isEqualTo(130);
    var files = new HostileFiles(folder);
    ATTACKS.addAll(new HostileModels(files).all());
    ATTACKS.addAll(new HostileTexts(files).all());
    ATTACKS.addAll(new HostileArguments().all());
  }

  private static List<Attack> attacks() {
    return ATTACKS;
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isAnsweredAtOnceAndInOneLine(Attack attack) {
    Result result =
        new CommandLineRun(folder)
            .withInput(attack.input())
            .run(attack.arguments().toArray(new String[0]));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(attack.exitCode());
    assertThat(result.err().replace("\n", "") + result.out().replaceAll("[\n\t\r]", ""))
        .doesNotContainPattern("[\\p{Cc}\u202a-\u202e\u2066-\u2069]");
    if (attack.exitCode() == 0) {
      assertThat(result.out()).contains(attack.says());
    } else {
      List<String> errors =
          result.err().lines().filter(line -> line.startsWith("charwise: ")).toList();
      assertThat(errors).hasSize(1);
      assertThat(errors.getFirst()).contains(attack.says());
      assertThat(result.err()).endsWith(errors.getFirst() + "\n").doesNotContain("\tat ");
    }
  }

  @Test
  void thereAreManyOfThem() {
    assertThat(ATTACKS).hasSizeGreaterThan(100).extracting(Attack::name).doesNotHaveDuplicates();
  }
}
