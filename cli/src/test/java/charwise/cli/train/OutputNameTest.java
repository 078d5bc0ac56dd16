package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.Console;
import charwise.cli.console.Surroundings;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputNameTest {
  @TempDir private Path folder;
  private Console console;

  @BeforeEach
  void openConsole() {
    console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Surroundings.plain(folder));
  }

  @Test
  void theFirstModelHasNoNumber() {
    assertThat(OutputName.numbered("a-lstm", false, console).name())
        .isEqualTo("a-lstm.safetensors");
  }

  @Test
  void whatIsTakenIsNumberedAround() throws IOException {
    touch("a-lstm.safetensors");
    touch("a-lstm-2.safetensors.checkpoint");
    assertThat(OutputName.numbered("a-lstm", false, console).name())
        .isEqualTo("a-lstm-3.safetensors");
  }

  @Test
  void resumingFindsTheLastInterruptedRun() throws IOException {
    touch("a-lstm.safetensors");
    touch("a-lstm.safetensors.checkpoint");
    touch("a-lstm-2.safetensors");
    touch("a-lstm-2.safetensors.checkpoint");
    touch("a-lstm-3.safetensors");
    assertThat(OutputName.numbered("a-lstm", true, console).name())
        .isEqualTo("a-lstm-2.safetensors");
  }

  @Test
  void resumingWithNothingToResumeTakesAFreshName() throws IOException {
    touch("a-lstm.safetensors");
    assertThat(OutputName.numbered("a-lstm", true, console).name())
        .isEqualTo("a-lstm-2.safetensors");
  }

  @Test
  void aNamedModelIsTakenAsItIs() throws IOException {
    touch("m.safetensors");
    OutputName output = OutputName.named(Path.of("m.safetensors"), console);
    assertThat(output.model()).isEqualTo(folder.resolve("m.safetensors"));
    assertThat(output.checkpoint()).isEqualTo(folder.resolve("m.safetensors.checkpoint"));
  }

  @Test
  void aFolderIsNoModel() {
    assertThatThrownBy(() -> OutputName.named(Path.of("."), console))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--output names a folder");
  }

  @Test
  void theFolderOfTheModelMustExist() {
    assertThatThrownBy(() -> OutputName.named(Path.of("missing/m.safetensors"), console))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("missing/m.safetensors");
  }

  private void touch(String name) throws IOException {
    Files.createFile(folder.resolve(name));
  }
}
