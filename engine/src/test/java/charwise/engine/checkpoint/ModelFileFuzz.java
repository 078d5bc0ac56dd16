package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Any bytes as a model file: it opens, or is refused in one line. A target of the coverage-guided
 * run (profile {@code fuzz}), and of the suite.
 */
public final class ModelFileFuzz {
  private static final Path FILE = temporaryFile();

  private ModelFileFuzz() {}

  /** A file of this process, deleted when it ends. */
  public static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("charwise-fuzz", ".safetensors");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    opens(input);
  }

  /** Whether it opens. */
  static boolean opens(byte[] input) throws IOException {
    Files.write(FILE, input);
    try {
      SavedModel.read(FILE);
      return true;
    } catch (InvalidModelException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}").hasSizeLessThan(600);
      return false;
    }
  }
}
