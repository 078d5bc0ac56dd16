package charwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void aSlowPipeIsReadThoughNoArgumentNamesIt() throws Exception {
    Process process =
        shell("(sleep 0.1; echo 'the qu') | \"$0\" sample model -n 5 --seed 1", LAUNCHER);
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).startsWith("the qu");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void closedStandardStreamsAreNotFilesOfCharwise() throws Exception {
    Process input = shell("exec \"$0\" train - --units byte --steps 2 -o closed <&-", LAUNCHER);
    assertThat(input.waitFor()).isEqualTo(1);
    assertThat(error(input)).hasLineCount(1).contains("Bad file descriptor");
    Process output = shell("exec \"$0\" sample model -n 5 >&-", LAUNCHER);
    assertThat(output.waitFor()).isEqualTo(1);
    assertThat(error(output)).hasLineCount(1).contains("cannot write the result");
    assertThat(shell("exec \"$0\" sample model -n 5 2>&-", LAUNCHER).waitFor()).isZero();
  }

  @Test
  void tooLittleAddressSpaceIsOneLineOnStandardError() throws Exception {
    Process process = shell("ulimit -v 1000000; exec \"$0\" sample model -n 5", LAUNCHER);
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(error(process)).hasLineCount(1).startsWith("charwise: too little memory to start: ");
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

  @ParameterizedTest
  @CsvSource({"HUP, 1, 129", "INT, 2, 130", "TERM, 15, 143"})
  void aSignalSavesTheRunFirst(String name, int number, int status) throws Exception {
    String model = "stopped-" + name;
    Process process = start("train", "text.txt", "-o", model, "--hidden=8", "--steps=100000000");
    try (BufferedReader words = process.errorReader(UTF_8)) {
      assertThat(words.readLine()).startsWith("lstm, 2 x 8");
      assumeHeard(process, number);
      send(name, process);
      assertThat(words.lines())
          .last()
          .asString()
          .contains("interrupted after step ", "charwise train --resume text.txt -o " + model);
    }
    assertThat(process.waitFor()).isEqualTo(status);
    assertThat(folder.resolve(model + ".checkpoint")).exists();
    assertThat(folder.resolve(model + ".lock")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "HUP, 1, 129, -",
    "INT, 2, 130, -",
    "TERM, 15, 143, -",
    "HUP, 1, 129, text.txt",
    "INT, 2, 130, text.txt",
    "TERM, 15, 143, text.txt"
  })
  void aSignalBeforeTheFirstStepLeavesNothingBehind(
      String name, int number, int status, String text) throws Exception {
    String model = "unborn-" + name + text;
    // It waits for standard input or, with a text, measures how many steps nine minutes are.
    Process process =
        start("train", text, "-o", model, "--resume", "--minutes=9", "--steps=100000000");
    try (BufferedReader words = process.errorReader(UTF_8)) {
      assertThat(words.readLine()).startsWith("nothing to resume"); // by now it has the lock
      assumeHeard(process, number);
      send(name, process);
      assertThat(words.lines()).allMatch("measuring speed"::equals);
    }
    assertThat(process.waitFor()).isEqualTo(status);
    assertThat(process.inputReader(UTF_8).readLine()).isNull();
    assertThat(folder.toFile().list()).noneMatch(left -> left.startsWith(model));
  }

  @Test
  void aLaterSignalEndsTheProcessAtOnce() throws Exception {
    // Both must come while the first step runs, 3e12 operations on one thread. It has begun when
    // the process has computed for a while.
    Process process =
        start("train", "text.txt", "-o", "twice", "--hidden=1024", "--bptt=1024", "--threads=1");
    try (BufferedReader words = process.errorReader(UTF_8)) {
      assertThat(words.readLine()).startsWith("lstm, 2 x 1024");
      Duration before = processorTime(process);
      while (processorTime(process).minus(before).toSeconds() < 4) {
        Thread.sleep(50);
      }
      do {
        process.toHandle().destroy(); // SIGTERM; leaves the streams open
      } while (!process.waitFor(50, TimeUnit.MILLISECONDS));
      assertThat(words.lines()).isEmpty();
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(folder.resolve("twice.checkpoint")).doesNotExist();
  }

  @Test
  void signalsThatComeTogetherAreOne() throws Exception {
    Process process =
        start("train", "text.txt", "-o", "together", "--hidden=512", "--bptt=128", "--steps=1000");
    try (BufferedReader words = process.errorReader(UTF_8)) {
      assertThat(words.readLine()).startsWith("lstm, 2 x 512");
      process.toHandle().destroy(); // SIGTERM; leaves the streams open
      process.toHandle().destroy();
      process.toHandle().destroy();
      assertThat(words.lines()).last().asString().contains("interrupted after step ");
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(folder.resolve("together.checkpoint")).exists();
  }

  @Test
  void oneRunAtATimeWritesAModel() throws Exception {
    Process first = start("train", "text.txt", "-o", "shared", "--hidden=8", "--steps=100000000");
    try (BufferedReader words = first.errorReader(UTF_8)) {
      assertThat(words.readLine()).startsWith("lstm, 2 x 8");
      Process second = start("train", "text.txt", "-o", "shared", "--resume");
      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(error(second))
          .hasLineCount(1)
          .startsWith(
              "charwise: another run is writing this model (process " + first.pid() + "): shared;");
      first.toHandle().destroyForcibly(); // leaves the streams open
      assertThat(words.lines()).isEmpty();
    }
    assertThat(first.waitFor()).isEqualTo(137);
    assertThat(folder.resolve("shared.lock")).exists();
    Process third = start("train", "text.txt", "-o", "shared", "--hidden=8", "--steps=2", "-q");
    assertThat(third.waitFor()).isZero();
    assertThat(folder.resolve("shared.lock")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "text.txt, --units=codepoint",
    "labelled.tsv, --task=classify",
    "text.txt, --task=tag --restore=spaces",
    "labelled.tsv, --task=transduce"
  })
  void aRunThatWasKilledGoesOnToTheSameWeights(String data, String task) throws Exception {
    Files.writeString(folder.resolve("labelled.tsv"), pairs());
    var run = new ArrayList<>(List.of("train", data, "--hidden=16", "--steps=300", "-q", "--json"));
    run.addAll(List.of(task.split(" ")));
    run.addAll(List.of("--checkpoint-every=2", "--threads=2", "-o"));
    String alone = sha256(withArguments(run, "alone"));
    Process killed = start(withArguments(run, "killed").toArray(String[]::new));
    while (!Files.exists(folder.resolve("killed.checkpoint"))) {
      assertThat(killed.isAlive()).isTrue();
      Thread.sleep(5);
    }
    killed.destroyForcibly();
    assertThat(killed.waitFor()).isEqualTo(137);
    assertThat(sha256(withArguments(run, "killed", "--resume"))).isEqualTo(alone);
  }

  private static String pairs() {
    var pairs = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      pairs.append("number ").append(i).append('\t').append(i % 3).append('\n');
    }
    return pairs.toString();
  }

  private static List<String> withArguments(List<String> arguments, String... more) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }

  private static String sha256(List<String> run) throws Exception {
    Process process = start(run.toArray(String[]::new));
    String report = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(error(process)).isZero();
    return report.replaceFirst("(?s).*\"sha256\":\"(\\w+)\".*", "$1");
  }

  private static void send(String signal, Process process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()));
    assertThat(kill.start().waitFor()).isZero();
  }

  private static Duration processorTime(Process process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Shells let what they start in the background ignore some signals; then so does charwise. */
  private static void assumeHeard(Process process, int signal) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (Files.exists(status)) {
      String ignored =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse("0");
      boolean heard = (Long.parseUnsignedLong(ignored, 16) >> (signal - 1) & 1) == 0;
      if (!heard) {
        process.toHandle().destroyForcibly();
      }
      assumeTrue(heard);
    }
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
