package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.output.SameFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Refuses a log in the place of a model that was not named, which no option tells of. */
final class Overwriting {
  private Overwriting() {}

  static void check(@Nullable Path log, OutputName output, Console console) throws IOException {
    if (log != null && SameFile.of(console.resolve(log), output.model())) {
      throw UserException.usage(
          "--log would replace the model", output.name(), "name another file");
    }
  }
}
