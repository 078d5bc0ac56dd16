package charwise.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from writing one model at once: a lock that the operating system keeps on the file
 * {@code MODEL.lock}, in which the process that has it is named. The lock ends with that process,
 * however it ends; the file, if it stays behind, locks nothing. Where a file system knows no locks,
 * a run goes on without.
 */
public final class RunLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a run.
   *
   * @return null if another run has it
   * @throws IOException if the file of the lock cannot be made
   */
  public static @Nullable RunLock tryAcquire(RunFiles files) throws IOException {
    Path file = files.lock();
    while (true) {
      Object key = create(file);
      FileChannel channel = open(file);
      if (channel == null) {
        continue;
      }
      try {
        if (!isLocked(channel)) {
          channel.close();
          return null;
        }
        // Whoever had the lock may have deleted the file after it was opened here.
        if (Files.exists(file) && Objects.equals(key, key(file))) {
          nameThisProcess(channel);
          return new RunLock(file, channel);
        }
        channel.close();
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** Whether a run has the lock now. */
  public static boolean isHeld(RunFiles files) {
    if (!Files.exists(files.lock())) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(files.lock(), StandardOpenOption.WRITE)) {
      return !isLocked(channel);
    } catch (IOException heldByAnother) {
      return true;
    }
  }

  /** The process that has the lock, as its file names it; empty if it does not. */
  public static String holder(RunFiles files) {
    try {
      return Files.readString(files.lock()).strip();
    } catch (IOException unknown) {
      return "";
    }
  }

  private static void nameThisProcess(FileChannel channel) {
    String name = ProcessHandle.current().pid() + "\n";
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException noRoom) {
      // The lock holds without; whoever is refused is told less.
    }
  }

  /** Makes the file if there is none; returns what tells it from a later one of that name. */
  private static @Nullable Object create(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException another) {
      // Left behind, or in use: its lock will tell.
    }
    return key(file);
  }

  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException deleted) {
      return null;
    }
  }

  private static @Nullable FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException deleted) {
      return null;
    }
  }

  /** Whether the lock could be taken, or there is nothing that could keep it. */
  private static boolean isLocked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException withinThisProcess) {
      return false;
    } catch (IOException fileSystemWithoutLocks) {
      return true;
    }
  }

  /** Deletes the file and gives the lock back; once only, lest it delete that of a later run. */
  @Override
  public synchronized void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(file);
    }
  }
}
