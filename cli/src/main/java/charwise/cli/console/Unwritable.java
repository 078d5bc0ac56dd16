package charwise.cli.console;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Adds the name of the file to errors in writing it. */
public final class Unwritable {
  private Unwritable() {}

  /** The same error with this name, unless it has a name already. */
  public static FileSystemException named(String name, IOException e) {
    if (e instanceof FileSystemException named) {
      return named;
    }
    var named = new FileSystemException(name, null, "cannot write (" + e.getMessage() + ")");
    named.initCause(e);
    return named;
  }
}
