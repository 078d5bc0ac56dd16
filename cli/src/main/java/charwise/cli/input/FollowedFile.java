package charwise.cli.input;

import charwise.corpora.BulkInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a file from now on, as {@code tail -n 0 -F} would print it. A file that takes
 * its place, as where logs are rotated, is read from its beginning once the old one is exhausted,
 * and so is a file that has become shorter; a line that was under way then ends. Reading waits
 * until there is something, or until {@link #stop}.
 */
public final class FollowedFile extends BulkInputStream {
  private static final long MILLIS_BETWEEN_LOOKS = 200;

  private final Path path;
  private final Pause pause;
  private FileChannel channel;
  private @Nullable Object key;
  private long position;
  private boolean withinLine;
  private volatile boolean stopped;

  /** What happens between two looks at a file in which there is nothing new. */
  @FunctionalInterface
  interface Pause {
    void pause() throws IOException;
  }

  /** A file that is there; what it already holds is passed over. */
  public FollowedFile(Path path) throws IOException {
    this(path, FollowedFile::sleep);
  }

  FollowedFile(Path path, Pause pause) throws IOException {
    this.path = path;
    this.pause = pause;
    this.channel = FileChannel.open(path);
    this.key = key();
    this.position = channel.size();
  }

  /** Lets reading end; may be called by another thread. */
  public void stop() {
    stopped = true;
  }

  /** How many bytes can be read without waiting. */
  @Override
  public int available() throws IOException {
    return Math.clamp(channel.size() - position, 0, Integer.MAX_VALUE);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!stopped) {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
      if (count > 0) {
        position += count;
        withinLine = bytes[offset + count - 1] != '\n';
        return count;
      }
      if (isShorter() || isReplaced()) {
        if (withinLine) {
          withinLine = false;
          bytes[offset] = '\n';
          return 1;
        }
      } else {
        pause.pause();
      }
    }
    return -1;
  }

  private boolean isShorter() throws IOException {
    if (channel.size() >= position) {
      return false;
    }
    position = 0;
    return true;
  }

  /** Goes on with the file that has taken the place of this one, if there is one. */
  private boolean isReplaced() throws IOException {
    try {
      Object now = key();
      if (Objects.equals(now, key) || available() > 0) {
        return false;
      }
      FileChannel next = FileChannel.open(path);
      channel.close();
      channel = next;
      key = now;
      position = 0;
      return true;
    } catch (NoSuchFileException notYet) {
      return false;
    }
  }

  /** What tells a file from another of the same name. */
  private @Nullable Object key() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
