package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.Team;
import charwise.engine.registry.TaskType;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Any bytes as a model file of any task: it opens and answers, or is refused in one line. A target
 * of the coverage-guided run (profile {@code fuzz}), and of the suite.
 */
public final class ModelFileFuzz {
  private static final Path FILE = temporaryFile();
  private static final Team ALONE = new Team(1);
  private static final List<String> TEXTS = List.of("Anna é", "", "\uD83D\uDE00\t;");

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
    if (opens(input)) {
      answers();
    }
  }

  /** Asks the model that was opened last. */
  static void answers() throws IOException {
    SavedTask saved = TaskType.read(FILE);
    Predictor predictor = saved.predictor(2, ALONE);
    if (predictor != null) {
      assertThat(predictor.answer(TEXTS)).hasSameSizeAs(TEXTS);
    }
    saved.input(TEXTS.getFirst());
    saved.evidence(TEXTS.getFirst());
  }

  /** Whether it opens. */
  static boolean opens(byte[] input) throws IOException {
    Files.write(FILE, input);
    try {
      TaskType.read(FILE);
      return true;
    } catch (InvalidModelException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}").hasSizeLessThan(600);
      return false;
    }
  }
}
