package charwise.cli.repl.terminal;

import charwise.cli.console.Console;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The file with the lines typed so far; only its owner can read it. */
final class HistoryFile {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private HistoryFile() {}

  /** The file, created if necessary; none if it cannot be written. */
  static Optional<Path> find(Console console) {
    Path folder = folder(console);
    if (!folder.isAbsolute()) {
      return Optional.empty();
    }
    Path file = folder.resolve("charwise").resolve("history");
    try {
      Files.createDirectories(
          file.resolveSibling(""), PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
      try {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE));
      } catch (FileAlreadyExistsException exists) {
        Files.setPosixFilePermissions(file, PRIVATE);
      }
      return Files.isWritable(file) ? Optional.of(file) : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** The folder, after the XDG base directory specification. */
  private static Path folder(Console console) {
    for (String name : new String[] {"XDG_STATE_HOME", "XDG_DATA_HOME"}) {
      Path folder = Path.of(console.variable(name));
      if (folder.isAbsolute()) {
        return folder;
      }
    }
    return Path.of(console.variable("HOME")).resolve(".local/state");
  }
}
