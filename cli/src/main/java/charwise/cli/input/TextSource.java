package charwise.cli.input;

import charwise.cli.console.CommandText;
import charwise.cli.console.UserException;
import charwise.engine.data.CorpusBuilder;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A text that can be read once.
 *
 * @param name what messages call it
 * @param file the file it is, or null if it is no file
 * @param opener opens it; whoever asks closes it
 */
public record TextSource(String name, @Nullable Path file, Opener opener) {
  private static final String PACKED = ".gz";
  private static final int BUFFER_SIZE = 1 << 16;

  /** What unpacks files of these endings, to standard output. */
  private static final Map<String, String> UNPACKERS =
      Map.of(".zst", "zstd -dc", ".xz", "xz -dc", ".bz2", "bzip2 -dc");

  /** Opens a stream of bytes. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * A file, unpacked if its name ends in .gz; errors in reading it have its name. Opening one that
   * is packed otherwise is an error that says how to send it in.
   */
  static TextSource file(String name, Path file) {
    return new TextSource(
        name,
        file,
        () -> {
          refusePacked(name);
          InputStream in = Files.newInputStream(file);
          return new NamedStream(name, name.endsWith(PACKED) ? unpacked(name, in) : in);
        });
  }

  private static void refusePacked(String name) {
    UNPACKERS.forEach(
        (ending, unpacker) -> {
          if (name.endsWith(ending)) {
            throw UserException.failure(
                "packed in a way that charwise cannot unpack",
                name,
                "send it in: %s %s | charwise COMMAND -"
                    .formatted(unpacker, CommandText.quoted(name)));
          }
        });
  }

  /** Whether a file's name says that it is packed in a way that cannot be unpacked here. */
  static boolean isForeign(String name) {
    return UNPACKERS.keySet().stream().anyMatch(name::endsWith);
  }

  private static InputStream unpacked(String name, InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, BUFFER_SIZE);
    } catch (ZipException | EOFException e) {
      in.close();
      var named = new FileSystemException(name, null, "not packed by gzip");
      named.initCause(e);
      throw named;
    }
  }

  /** Whether a file's name says that it is packed. */
  public static boolean isPacked(String name) {
    return name.endsWith(PACKED) || isForeign(name);
  }

  /** A file's name without the ending that says that it is packed. */
  public static String unpackedName(String name) {
    return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
  }

  /**
   * A column of this text, which is a table (see {@link TableColumn}) or JSON Lines (see {@link
   * JsonField}): a line for each record.
   */
  public TextSource column(String column) {
    return new TextSource(name, file, () -> RecordStream.open(name, opener.open(), column));
  }

  public void addTo(CorpusBuilder builder) throws IOException {
    try (InputStream in = opener.open()) {
      builder.add(name, in);
    }
  }

  private static final class NamedStream extends FilterInputStream {
    private final String name;

    NamedStream(String name, InputStream in) {
      super(in);
      this.name = name;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        var named = new FileSystemException(name, null, "cannot read (" + e.getMessage() + ")");
        named.initCause(e);
        throw named;
      }
    }
  }
}
