package charwise.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;

/**
 * The usual file system, but one operation fails, with half of what it should write written; or
 * that one and all after it, which is what a process that is killed then leaves behind.
 */
final class FaultyFileSystem extends FilterFileSystemProvider {
  static final String REASON = "No space left on device";

  private final boolean forGood;
  private long failing = Long.MAX_VALUE;
  private long operations;

  /** A file system without faults, for now. */
  FaultyFileSystem(boolean forGood) {
    super("faulty://", FileSystems.getDefault());
    this.forGood = forGood;
  }

  /** Lets the {@code number}-th operation from now, counted from 1, fail. */
  void failAt(long number) {
    operations = 0;
    failing = number;
  }

  /** The operations since the file system was made or {@link #failAt} was called. */
  long operations() {
    return operations;
  }

  private boolean fails() {
    operations++;
    return forGood ? operations >= failing : operations == failing;
  }

  private void operate() throws IOException {
    if (fails()) {
      throw new IOException(REASON);
    }
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    operate();
    return new FaultyChannel(super.newFileChannel(path, options, attributes));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    operate();
    return super.newDirectoryStream(folder, filter);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    operate();
    super.move(source, target, options);
  }

  @Override
  public void delete(Path path) throws IOException {
    operate();
    super.delete(path);
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    operate();
    return super.deleteIfExists(path);
  }

  private final class FaultyChannel extends FilterFileChannel {
    FaultyChannel(FileChannel delegate) {
      super(delegate);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (fails()) {
        super.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
        throw new IOException(REASON);
      }
      return super.write(bytes);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      operate();
      super.force(metadata);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      operate();
      return super.read(bytes);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      operate();
      return super.read(bytes, position);
    }
  }
}
