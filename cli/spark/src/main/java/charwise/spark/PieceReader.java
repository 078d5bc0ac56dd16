package charwise.spark;

import charwise.engine.cluster.LineWork;
import charwise.engine.cluster.Lines;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a piece, about a megabyte at a time. */
final class PieceReader implements Closeable {
  private static final int CHUNK = 1 << 20;
  private static final int BUFFER = 1 << 16;

  /** The longest line, because a longer one would not fit into memory. */
  private static final int LONGEST_LINE = 1 << 28;

  private final TextPiece piece;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int limit;
  private long offset;
  private long line;

  private PieceReader(TextPiece piece, InputStream in, long offset) {
    this.piece = piece;
    this.in = in;
    this.offset = offset;
    this.line = piece.lines() + 1;
  }

  /** Opens a piece at the first line that begins within it. */
  static PieceReader open(TextPiece piece, LineWork work, Configuration hadoop) throws IOException {
    Path path = new Path(piece.path());
    FSDataInputStream file;
    try {
      file = path.getFileSystem(hadoop).open(path);
    } catch (FileNotFoundException gone) {
      throw new NoSuchFileException(piece.name());
    }
    if (piece.isWhole()) {
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
      InputStream bytes = codec == null ? file : codec.createInputStream(file);
      return new PieceReader(
          piece, work.lines(piece.name(), new BufferedInputStream(bytes, BUFFER)), 0);
    }
    long before = Math.max(0, piece.begin() - 1);
    file.seek(before);
    var reader = new PieceReader(piece, file, before);
    if (piece.begin() > 0) {
      reader.skipLine();
    }
    return reader;
  }

  /** Counts the lines that begin within a piece of a file. */
  static long count(TextPiece piece, Configuration hadoop) throws IOException {
    Path path = new Path(piece.path());
    try (FSDataInputStream file = path.getFileSystem(hadoop).open(path)) {
      long count = piece.begin() == 0 ? 1 : 0;
      long left = piece.end() - 1 - Math.max(0, piece.begin() - 1);
      file.seek(Math.max(0, piece.begin() - 1));
      byte[] some = new byte[BUFFER];
      while (left > 0) {
        int read = file.read(some, 0, (int) Math.min(left, some.length));
        if (read < 0) {
          break;
        }
        for (int i = 0; i < read; i++) {
          count += some[i] == '\n' ? 1 : 0;
        }
        left -= read;
      }
      return count;
    }
  }

  /** The next lines; null at the end. */
  @Nullable Lines next() throws IOException {
    long begin = offset;
    long first = line;
    var text = new ByteArrayOutputStream(CHUNK + BUFFER);
    while (text.size() < CHUNK && offset < piece.end() && addLine(text)) {
      line++;
    }
    return text.size() == 0 ? null : new Lines(piece.name(), first, begin, text.toByteArray());
  }

  private void skipLine() throws IOException {
    addLine(OutputStream.nullOutputStream());
  }

  /** Adds a line with its line feed; false at the end. */
  private boolean addLine(OutputStream text) throws IOException {
    long begin = offset;
    while (next < limit || fill()) {
      int end = next;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      boolean ended = end < limit;
      int count = end - next + (ended ? 1 : 0);
      text.write(buffer, next, count);
      next += count;
      offset += count;
      if (ended) {
        return true;
      }
      if (offset - begin > LONGEST_LINE) {
        throw new IOException(
            "a line of more than "
                + LONGEST_LINE
                + " bytes: "
                + piece.name()
                + ", line "
                + line
                + "; give one text a line");
      }
    }
    return offset > begin;
  }

  private boolean fill() throws IOException {
    next = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
