package charwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, and streams that end before it does. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ProcessIT {
  private static final String LAUNCHER =
      Path.of("target", "charwise", "bin", "charwise").toAbsolutePath().toString();

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModel() throws Exception {
    Files.writeString(folder.resolve("text.txt"), "the quick brown fox\n".repeat(100));
    Process training =
        start("train", "text.txt", "-o", "model", "--hidden=8", "--layers=1", "--steps=5", "-q");
    assertThat(training.waitFor()).isZero();
  }

  @Test
  void aReaderWhoLeavesEndsItSilently() throws Exception {
    Process pipeline =
        shell("(\"$0\" sample model -n 1000000; echo $? > status) | head -c 10", LAUNCHER);
    assertThat(pipeline.waitFor()).isZero();
    assertThat(folder.resolve("status")).content().isIn("0\n", "141\n");
    assertThat(error(pipeline)).isEmpty();
  }

  @Test
  void aReaderWhoLeavesEndsAReplSilently() throws Exception {
    Process pipeline =
        shell(
            "(printf '/set length 1000000\\nthe \\n' | \"$0\" repl model; echo $? > replied)"
                + " | head -c 10",
            LAUNCHER);
    assertThat(pipeline.waitFor()).isZero();
    assertThat(folder.resolve("replied")).content().isIn("0\n", "141\n");
    assertThat(error(pipeline)).isEmpty();
  }

  @Test
  void aFullDiskIsAnError() throws Exception {
    Process process = shell("exec \"$0\" sample model > /dev/full", LAUNCHER);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(error(process))
        .hasLineCount(1)
        .startsWith("charwise: cannot write the result (No space left on device): ");
  }

  @Test
  void aPromptIsAnsweredBeforeTheNextOneIsAsked() throws Exception {
    Process process = start("sample", "model", "--prompts", "-", "-n", "5");
    try (BufferedReader answers = process.inputReader(UTF_8);
        var prompts = process.outputWriter(UTF_8)) {
      for (String prompt : List.of("the ", "fox", "quick")) {
        prompts.write(prompt + "\n");
        prompts.flush();
        assertThat(answers.readLine()).startsWith(prompt);
      }
    }
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aLineIsScoredBeforeTheNextOneIsThere() throws Exception {
    Process process = start("score", "model", "--by", "line", "--json", "-");
    try (BufferedReader answers = process.inputReader(UTF_8);
        var lines = process.outputWriter(UTF_8)) {
      for (String line : List.of("the quick brown fox", "", "xxx")) {
        lines.write(line + "\n");
        lines.flush();
        assertThat(answers.readLine()).endsWith("\"text\":\"" + line + "\"}");
      }
    }
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aReaderWhoLeavesIsKnownInAnyLocale() throws Exception {
    Process pipeline =
        shell(
            "(LC_ALL=de_DE.UTF-8 \"$0\" score model --by char; echo $? > status) < text.txt"
                + " | head -c 10",
            LAUNCHER);
    assertThat(pipeline.waitFor()).isZero();
    assertThat(folder.resolve("status")).content().isIn("0\n", "141\n");
    assertThat(error(pipeline)).isEmpty();
  }

  @Test
  void terminationSavesTheRunFirst() throws Exception {
    Process process =
        start("train", "text.txt", "-o", "stopped", "--hidden=8", "--steps=100000000");
    try (BufferedReader words = process.errorReader(UTF_8)) {
      assertThat(words.readLine()).startsWith("lstm of 2 x 8");
      process.toHandle().destroy(); // leaves the streams open
      assertThat(words.lines())
          .last()
          .asString()
          .contains("interrupted after step ", "charwise train --resume text.txt -o stopped");
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(folder.resolve("stopped.checkpoint")).exists();
  }

  private static Process start(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(arguments));
    command.addFirst(LAUNCHER);
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }

  private static Process shell(String script, String argument) throws IOException {
    return new ProcessBuilder("sh", "-c", script, argument).directory(folder.toFile()).start();
  }

  private static String error(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), UTF_8);
  }
}
