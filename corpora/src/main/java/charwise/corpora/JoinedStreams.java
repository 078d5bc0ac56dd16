package charwise.corpora;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** Streams one after the other, each opened when the one before has ended. */
final class JoinedStreams extends BulkInputStream {
  private final Iterator<? extends Opener> openers;
  private final Closeable owner;
  private InputStream current = InputStream.nullInputStream();

  /** Opens one of the streams. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * The streams of {@code openers}.
   *
   * @param owner closed with this stream
   */
  JoinedStreams(Iterator<? extends Opener> openers, Closeable owner) {
    this.openers = openers;
    this.owner = owner;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = current.read(bytes, offset, length);
    while (count < 0 && openers.hasNext()) {
      current.close();
      current = openers.next().open();
      count = current.read(bytes, offset, length);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    current.close();
    owner.close();
  }
}
