package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of {@code train} in a folder with a text, {@code fox.txt}. */
abstract class TrainCommandRuns {
  static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(40);
  static final List<String> SMALL =
      List.of("--hidden=8", "--layers=1", "--batch=4", "--bptt=8", "--steps=24", "--threads=1");

  @TempDir Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("fox.txt"), TEXT);
  }

  Result train(String... arguments) {
    return run(arguments(arguments));
  }

  Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  /** A run that is interrupted after its first step. */
  Result interrupt(String... more) {
    var signals = new FakeSignals();
    return new CommandLineRun(folder)
        .onTerminal(80)
        .withSignals(signals)
        .whenErrorContains("\r", () -> signals.send("INT"))
        .run(arguments(concat("fox.txt", more)));
  }

  Object sha256(String... more) {
    return train(concat("fox.txt", concat("--json", more))).value(0, "sha256");
  }

  static void assertRefused(Result result, String message) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains(message);
  }

  static String[] arguments(String... arguments) {
    var all = new ArrayList<>(SMALL);
    all.addAll(0, List.of(arguments));
    all.addFirst("train");
    return all.toArray(new String[0]);
  }

  static String[] concat(String first, String... rest) {
    var all = new ArrayList<>(List.of(rest));
    all.addFirst(first);
    return all.toArray(new String[0]);
  }
}
