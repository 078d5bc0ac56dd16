package charwise.corpora;

import java.io.IOException;
import java.io.InputStream;

/** A stream that knows how to read many bytes; a single one is a few of them. */
public abstract class BulkInputStream extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
