package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir private Path folder;
  private RunFiles files = RunFiles.of(Path.of("model"), 0);

  @BeforeEach
  void nameFiles() {
    files = RunFiles.of(folder.resolve("model"), 0);
  }

  @Test
  void isRefusedWhileAnotherHasIt() throws IOException {
    try (RunLock first = acquire()) {
      assertThat(first).isNotNull();
      assertThat(RunLock.isHeld(files)).isTrue();
      assertThat(RunLock.tryAcquire(files)).isNull();
    }
    assertThat(RunLock.isHeld(files)).isFalse();
    acquire().close();
  }

  @Test
  void namesItsProcessAndLeavesNothingBehind() throws IOException {
    try (RunLock held = acquire()) {
      assertThat(held).isNotNull();
      assertThat(folder.resolve("model.lock")).exists();
      assertThat(RunLock.holder(files)).isEqualTo("" + ProcessHandle.current().pid());
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(RunLock.holder(files)).isEmpty();
  }

  @Test
  void theFileOfAKilledRunLocksNothing() throws IOException {
    Files.writeString(folder.resolve("model.lock"), "99999999999\n");
    assertThat(RunLock.isHeld(files)).isFalse();
    acquire().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isGivenBackOnceAndLeavesThatOfALaterRunAlone() throws IOException {
    RunLock first = acquire();
    first.close();
    try (RunLock second = acquire()) {
      first.close();
      assertThat(second).isNotNull();
      assertThat(RunLock.isHeld(files)).isTrue();
    }
  }

  @Test
  void isOneForAllNamesOfAModel() throws IOException {
    Files.createFile(folder.resolve("model"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("model"));
    try (RunLock held = acquire()) {
      assertThat(held).isNotNull();
      assertThat(RunLock.tryAcquire(RunFiles.of(link, 0))).isNull();
    }
  }

  private RunLock acquire() throws IOException {
    return Objects.requireNonNull(RunLock.tryAcquire(files));
  }
}
