package charwise.cli.console;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Gives errors in writing the name of the file, which those of streams lack. */
public final class Unwritable {
  private Unwritable() {}

  /** The same error, with the name that the user gave the file unless it has one already. */
  public static FileSystemException named(String name, IOException e) {
    if (e instanceof FileSystemException named) {
      return named;
    }
    var named = new FileSystemException(name, null, "cannot write (" + e.getMessage() + ")");
    named.initCause(e);
    return named;
  }
}
