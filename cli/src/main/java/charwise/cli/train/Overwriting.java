package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses to overwrite a file that the run reads. */
final class Overwriting {
  private Overwriting() {}

  static void check(
      TrainConfiguration configuration, List<TextSource> texts, OutputName output, Console console)
      throws IOException {
    @Nullable Path log = configuration.log();
    for (TextSource text : texts) {
      refuse("--output", output.model(), text.file(), text.name());
      refuse("--log", log == null ? null : console.resolve(log), text.file(), text.name());
    }
    if (log != null) {
      refuse("--log", console.resolve(log), output.model(), output.name());
    }
  }

  private static void refuse(
      String option, @Nullable Path written, @Nullable Path read, String name) throws IOException {
    if (written != null && read != null && isSame(written, read)) {
      throw UserException.usage(
          option + " would replace a file that this run needs", name, "name another file");
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return (Files.exists(one) && Files.exists(other))
        ? Files.isSameFile(one, other)
        : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}
