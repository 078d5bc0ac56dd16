package charwise.cli.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output: results only, as UTF-8, buffered until {@link #flush}. A failed write is an
 * error like any other, unless the stream reports by a {@link ClosedPipeException} that its reader
 * has gone.
 */
public final class ResultStream {
  private static final int BUFFER_SIZE = 8192;

  private final OutputStream out;

  ResultStream(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_SIZE);
  }

  public void print(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  public void println(String line) throws IOException {
    print(line + "\n");
  }

  public void println(Iterable<String> lines) throws IOException {
    for (String line : lines) {
      println(line);
    }
  }

  public void write(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Passes everything written so far on to the reader. */
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static IOException failure(IOException e) {
    if (e instanceof ClosedPipeException) {
      return e;
    }
    throw UserException.failure(
        "cannot write the result (" + e.getMessage() + ")",
        "standard output",
        "make room there, or send it elsewhere",
        e);
  }
}
