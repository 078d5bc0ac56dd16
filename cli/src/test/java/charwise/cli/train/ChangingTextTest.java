package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A text that is another one by the time it is read, or by the time that its run goes on. */
class ChangingTextTest {
  private static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(40);

  @TempDir private static Path folder;

  /** What may happen to a file. */
  enum Change {
    GROWS {
      @Override
      void apply(Path file) throws IOException {
        Files.writeString(file, "and back\n", StandardOpenOption.APPEND);
      }
    },
    SHRINKS {
      @Override
      void apply(Path file) throws IOException {
        Files.writeString(file, TEXT.substring(0, 1000));
      }
    },
    IS_REPLACED {
      @Override
      void apply(Path file) throws IOException {
        Path other = file.resolveSibling("other");
        Files.writeString(other, TEXT.replace("lazy", "idle"));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
      }
    };

    abstract void apply(Path file) throws IOException;
  }

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("fox.txt"), TEXT);
  }

  @ParameterizedTest
  @EnumSource
  void aTextThatChangesBeforeItsTurnIsReadAsItIsThen(Change change) {
    Path file = folder.resolve("fox.txt");
    Result changing =
        new CommandLineRun(folder)
            .withInput(emptyAfter(() -> change.apply(file)))
            .run(arguments("--json", "-o", "m", "-", "fox.txt"));
    assertThat(changing.value(0, "sha256"))
        .isEqualTo(run("--json", "-o", "m", "fox.txt").value(0, "sha256"));
  }

  @Test
  void aTextThatIsRemovedBeforeItsTurnIsAnError() {
    Path file = folder.resolve("fox.txt");
    Result result =
        new CommandLineRun(folder)
            .withInput(emptyAfter(() -> Files.delete(file)))
            .run(arguments("-o", "removed", "-", "fox.txt"));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("charwise: no such file: " + file + "; check the name\n");
    assertThat(folder.resolve("removed")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedRunDoesNotGoOnWithATextThatChanged(Change change) throws IOException {
    Path file = folder.resolve("fox.txt");
    Object whole = run("--json", "-o", "m", "fox.txt").value(0, "sha256");
    interrupt("changed");

    change.apply(file);
    Result refused = run("-o", "changed", "--resume", "fox.txt");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .hasLineCount(1)
        .containsPattern("^charwise: it(s text had .* not | was made of another text)")
        .contains("; give the same corpus");

    Files.writeString(file, TEXT);
    assertThat(run("--json", "-o", "changed", "--resume", "fox.txt").value(0, "sha256"))
        .isEqualTo(whole);
  }

  @Test
  void anInterruptedRunWhoseTextIsGoneWaitsForIt() throws IOException {
    Object whole = run("--json", "-o", "m", "fox.txt").value(0, "sha256");
    interrupt("gone");

    Files.delete(folder.resolve("fox.txt"));
    Result refused = run("-o", "gone", "--resume", "fox.txt");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).hasLineCount(1).contains(": fox.txt; check the name");

    Files.writeString(folder.resolve("fox.txt"), TEXT);
    assertThat(run("--json", "-o", "gone", "--resume", "fox.txt").value(0, "sha256"))
        .isEqualTo(whole);
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  /** A first text, at whose end the action happens. */
  private static InputStream emptyAfter(Action action) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        action.run();
        return -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return read();
      }
    };
  }

  /** A run that is interrupted after its first step. */
  private static void interrupt(String model) {
    var signals = new FakeSignals();
    Result result =
        new CommandLineRun(folder)
            .onTerminal(80)
            .withSignals(signals)
            .whenErrorContains("\r", () -> signals.send("INT"))
            .run(arguments("-o", model, "fox.txt"));
    assertThat(result.exitCode()).isEqualTo(130);
  }

  private static Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments(arguments));
  }

  private static String[] arguments(String... more) {
    var all =
        new ArrayList<>(
            List.of(
                "train",
                "--hidden=8",
                "--layers=1",
                "--batch=4",
                "--bptt=8",
                "--steps=24",
                "--threads=1"));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }
}
