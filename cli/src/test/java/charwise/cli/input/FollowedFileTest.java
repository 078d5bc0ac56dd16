package charwise.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class FollowedFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenFromNowOnIsRead() throws IOException {
    Path log = write("log", "old\n");
    try (var followed = new FollowedFile(log, FollowedFileTest::fail)) {
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
    try (var followed = new FollowedFile(log, FollowedFileTest::fail)) {
      append(log, "under way");
      Files.move(log, folder.resolve("log.1"));
      write("log", "first\n");
      assertThat(next(followed, 16)).isEqualTo("under way\nfirst\n");
    }
  }

  @Test
  void aFileThatIsGoneForAWhileIsWaitedFor() throws Exception {
    Path log = write("log", "old\n");
    var looks = new AtomicInteger();
    FollowedFile.Pause pause =
        () -> {
          if (looks.incrementAndGet() == 3) {
            write("log", "again\n");
          }
        };
    try (var followed = new FollowedFile(log, pause)) {
      Files.delete(log);
      assertThat(next(followed, 6)).isEqualTo("again\n");
      assertThat(looks).hasValue(3);
    }
  }

  @Test
  void aFileThatBecameShorterIsReadFromItsBeginning() throws IOException {
    Path log = write("log", "a long line\n");
    try (var followed = new FollowedFile(log, FollowedFileTest::fail)) {
      Files.writeString(log, "short\n"); // truncates it in place
      assertThat(next(followed, 6)).isEqualTo("short\n");
    }
  }

  @Test
  void stoppingEndsTheWait() throws Exception {
    Path log = write("log", "");
    var waiting = new CountDownLatch(1);
    try (var followed = new FollowedFile(log, waiting::countDown)) {
      Thread stopping =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      waiting.await();
                      followed.stop();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      assertThat(followed.read(new byte[8])).isNegative();
      stopping.join();
    }
    assertThat(Files.exists(log)).isTrue();
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> new FollowedFile(folder.resolve("nowhere")));
  }

  /** What no test should come to that has something to read. */
  private static void fail() {
    throw new AssertionError("waits though there is something to read");
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
