package charwise.engine.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes a file so that at any moment, whatever fails, its path names either the whole old content
 * or the whole new one: a temporary file in the same folder is written, forced to the disk and
 * moved into place.
 */
public final class AtomicFile {
  private static final String PREFIX = ".charwise-";
  private static final String SUFFIX = ".tmp";
  private static final int LONGEST_CHAIN = 40;
  private static final Duration LEFTOVER_AGE = Duration.ofMinutes(10);

  /** What a file shall contain. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param channel an empty file at its beginning; not to be closed
     */
    void writeTo(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Creates or replaces a file. Where the path is a symbolic link, the file that it names is
   * replaced, or made if there is none. A file that is replaced keeps its permissions. Temporary
   * files that killed processes left in the folder more than ten minutes ago are deleted.
   *
   * @throws IOException if it cannot be written; the path then names what it named before, and the
   *     message says why in one line
   */
  public static void write(Path file, Content content) throws IOException {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : named(file.toAbsolutePath());
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw new IOException(
            Files.isDirectory(target) ? "it is a directory" : "it is not a regular file");
      }
      replace(target, content);
    } catch (IOException e) {
      throw new IOException(
          "cannot write ("
              + reason(e)
              + "): "
              + file
              + "; "
              + remedy(e)
              + " (what was there before is unchanged)",
          e);
    }
  }

  /** The file that a link names which leads to none yet; a path that is no link itself. */
  private static Path named(Path path) throws IOException {
    Path named = path;
    for (int i = 0; i < LONGEST_CHAIN && Files.isSymbolicLink(named); i++) {
      named = named.resolveSibling(Files.readSymbolicLink(named));
    }
    return named;
  }

  private static void keepPermissions(Path target, Path temporary) throws IOException {
    try {
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
      }
    } catch (UnsupportedOperationException notOnThisPlatform) {
      // Then there are none to keep.
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    Path folder = target.resolveSibling("");
    deleteLeftovers(folder);
    Path temporary = target.resolveSibling(PREFIX + UUID.randomUUID() + SUFFIX);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        keepPermissions(target, temporary);
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
    forceFolder(folder);
  }

  /** Makes the move itself durable, where the platform lets a folder be forced. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notOnThisPlatform) {
      // The file is whole either way; after a power cut the old one may be back.
    }
  }

  /** Tidies up after processes that were killed while writing; failing to is no failure. */
  private static void deleteLeftovers(Path folder) {
    FileTime limit = FileTime.from(Instant.now().minus(LEFTOVER_AGE));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path entry : entries) {
        if (Files.getLastModifiedTime(entry).compareTo(limit) < 0) {
          Files.deleteIfExists(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException notToday) {
      // The folder cannot be listed, or the file belongs to someone else.
    }
  }

  private static String remedy(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "create the folder";
      case AccessDeniedException denied -> "change its permissions, or use another place";
      default -> "check the disk and the path, or use another place";
    };
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such folder";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
