package charwise.cli.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Console;
import charwise.cli.console.SignalSource;
import charwise.cli.console.Surroundings;
import charwise.cli.console.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  @TempDir private Path folder;

  @Test
  void itLiesWhereThePlatformKeepsStates() {
    Path home = folder.resolve("home");
    assertThat(find(Map.of("HOME", home.toString())))
        .isEqualTo(home.resolve(".local/state/charwise/history"));
    Path data = folder.resolve("data");
    assertThat(find(Map.of("HOME", home.toString(), "XDG_DATA_HOME", data.toString())))
        .isEqualTo(data.resolve("charwise/history"));
    Path state = folder.resolve("state");
    assertThat(find(Map.of("XDG_STATE_HOME", state.toString(), "XDG_DATA_HOME", data.toString())))
        .isEqualTo(state.resolve("charwise/history"));
    assertThat(find(Map.of("XDG_STATE_HOME", "relative", "HOME", home.toString())))
        .isEqualTo(home.resolve(".local/state/charwise/history"));
  }

  @Test
  void onlyItsUserCanReadIt() throws IOException {
    Path file = find(Map.of("XDG_STATE_HOME", folder.toString()));
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(file.resolveSibling(""))).isEqualTo("rwx------");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    find(Map.of("XDG_STATE_HOME", folder.toString()));
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void whereItCanNotBeThereIsNone() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(HistoryFile.find(console(Map.of("XDG_STATE_HOME", file.toString())))).isEmpty();
    assertThat(HistoryFile.find(console(Map.of()))).isEmpty();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private Path find(Map<String, String> environment) {
    return HistoryFile.find(console(environment)).orElseThrow();
  }

  private Console console(Map<String, String> environment) {
    return new Console(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        new Surroundings(Terminal.none(), environment, folder, SignalSource.none()));
  }
}
