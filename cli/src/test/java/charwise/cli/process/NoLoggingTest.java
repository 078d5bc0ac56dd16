package charwise.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class NoLoggingTest {
  /** A program that logs, in a process of its own, since logging is configured once in each. */
  static final class Noisy {
    private Noisy() {}

    public static void main(String[] arguments) {
      if (arguments[0].equals("silenced")) {
        NoLogging.install();
      }
      Logger.getLogger("org.library").severe("noise");
    }
  }

  private static String errorOf(String argument) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Noisy.class.getName(),
                argument)
            .start();
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return error;
  }

  @Test
  void aLibraryThatLogsWritesNothing() throws Exception {
    assertThat(errorOf("silenced")).isEmpty();
    assertThat(errorOf("as usual")).contains("noise");
  }
}
