package charwise.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether two paths lead to one file, links resolved, whether it exists yet or not. */
public final class SameFile {
  private static final int LONGEST_CHAIN = 40;

  private SameFile() {}

  /** Whether writing to one would change the other. */
  public static boolean of(Path one, Path other) throws IOException {
    return (Files.exists(one) && Files.exists(other))
        ? Files.isSameFile(one, other)
        : target(one).equals(target(other));
  }

  /** The file that a path leads to, even if a link on the way names none. */
  public static Path target(Path path) throws IOException {
    Path file = path.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(file) && links < LONGEST_CHAIN; links++) {
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    Path folder = file.resolveSibling("").normalize();
    return (Files.exists(folder) ? folder.toRealPath() : folder).resolve(file.getFileName());
  }
}
