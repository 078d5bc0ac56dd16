package charwise.cli.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output: results only, as UTF-8, kept back until {@link #flush}. A write that fails is an
 * error like any other, unless the stream says that the reader has gone, by a {@link
 * ClosedPipeException}.
 */
public final class ResultStream {
  private static final int BUFFER_SIZE = 8192;

  private final OutputStream out;

  ResultStream(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_SIZE);
  }

  /** Writes {@code text} as UTF-8. */
  public void print(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes {@code line} as UTF-8, and a line feed. */
  public void println(String line) throws IOException {
    print(line + "\n");
  }

  /** Writes each of {@code lines} as UTF-8, and a line feed after it. */
  public void println(Iterable<String> lines) throws IOException {
    for (String line : lines) {
      println(line);
    }
  }

  /** Writes {@code bytes} as they are. */
  public void write(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Hands everything written so far to the reader. */
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
