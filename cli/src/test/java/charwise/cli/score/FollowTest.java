package charwise.cli.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code score --follow}, and the file behind it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FollowTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenFromNowOnIsRead() throws IOException {
    Path log = write("log", "old\n");
    try (var followed = new FollowedFile(log)) {
      append(log, "new\n");
      assertThat(followed.available()).isEqualTo(4);
      assertThat(next(followed, 4)).isEqualTo("new\n");
      append(log, "more");
      assertThat(next(followed, 4)).isEqualTo("more");
    }
  }

  @Test
  void afterARotationTheNewFileIsReadFromItsBeginning() throws IOException {
    Path log = write("log", "old\n");
    try (var followed = new FollowedFile(log)) {
      append(log, "under way");
      Files.move(log, folder.resolve("log.1"));
      write("log", "first\n");
      assertThat(next(followed, 16)).isEqualTo("under way\nfirst\n");
    }
  }

  @Test
  void aFileThatIsGoneForAWhileIsWaitedFor() throws Exception {
    Path log = write("log", "old\n");
    try (var followed = new FollowedFile(log)) {
      Files.delete(log);
      var later = Thread.ofVirtual().start(() -> {
            try {
              Thread.sleep(500);
              write("log", "again\n");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      assertThat(next(followed, 6)).isEqualTo("again\n");
      later.join();
    }
  }

  @Test
  void aFileThatBecameShorterIsReadFromItsBeginning() throws IOException {
    Path log = write("log", "a long line\n");
    try (var followed = new FollowedFile(log)) {
      Files.writeString(log, "short\n"); // truncates it in place
      assertThat(next(followed, 6)).isEqualTo("short\n");
    }
  }

  @Test
  void stoppingEndsTheWait() throws Exception {
    Path log = write("log", "");
    try (var followed = new FollowedFile(log)) {
      var stopping = Thread.ofVirtual().start(followed::stop);
      assertThat(followed.read(new byte[8])).isNegative();
      stopping.join();
    }
    assertThat(Files.exists(log)).isTrue();
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> new FollowedFile(folder.resolve("nowhere")));
  }

  @Test
  void linesAreScoredAsTheyComeUntilCtrlC() throws IOException {
    TinyModels.train(folder, "lines", "the lazy dog\n".repeat(60).getBytes(UTF_8), "--items=line");
    Path log = write("today.log", "old line\n");
    var signals = new FakeSignals();
    Result result =
        new CommandLineRun(folder)
            .withSignals(signals)
            .whenErrorContains("waiting for more", () -> Thread.ofVirtual().start(() -> {
                  try {
                    append(log, "the lazy dog\n");
                    Thread.sleep(1500);
                    append(log, "xqz\n");
                    Thread.sleep(1500);
                    signals.send("INT");
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }))
            .run("score", "lines", "today.log", "--follow", "--json");

    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(result.outLines()).hasSize(2);
    assertThat(result.string(0, "text")).isEqualTo("the lazy dog");
    assertThat(result.value(1, "line")).isEqualTo(2L);
    assertThat(result.number(1, "bits_per_char"))
        .isGreaterThan(result.number(0, "bits_per_char"));
    assertThat(result.err()).isEqualTo("waiting for more of today.log; Ctrl-C ends it\n");
  }

  @Test
  void onlyOnePlainFileIsFollowedLineByLine() throws IOException {
    TinyModels.train(folder, "lines", "the lazy dog\n".repeat(60).getBytes(UTF_8), "--items=line");
    write("a", "");
    for (List<String> wrong :
        List.of(
            List.of("a", "a"),
            List.of("-"),
            List.of("a", "--by=file"),
            List.of("a", "--top=3"),
            List.of("a", "--sort"),
            List.of("a.gz"),
            List.of("."))) {
      List<String> arguments = new ArrayList<>(List.of("score", "lines", "--follow"));
      arguments.addAll(wrong);
      Result result = new CommandLineRun(folder).run(arguments.toArray(new String[0]));
      assertThat(result.exitCode()).as("%s", wrong).isEqualTo(2);
      assertThat(result.err()).hasLineCount(1);
    }
    assertThat(new CommandLineRun(folder).run("score", "lines", "no", "--follow").exitCode())
        .isEqualTo(1);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static String next(FollowedFile followed, int length) throws IOException {
    return new String(followed.readNBytes(length), UTF_8);
  }
}
