package charwise.cli.input;

import charwise.cli.console.CommandText;
import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.engine.data.CorpusBuilder;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
  static TextSource file(String name, Path file, Console console) {
    return of(
        name,
        file,
        () -> {
          refusePacked(name);
          InputStream in = Files.newInputStream(file);
          return new NamedStream(name, name.endsWith(PACKED) ? unpacked(name, in) : in);
        },
        console);
  }

  /**
   * A text from outside, as UTF-8 whatever its encoding. What might be unexpected in it is noted
   * once.
   *
   * @param bytes opens it as it is
   */
  public static TextSource of(String name, @Nullable Path file, Opener bytes, Console console) {
    Charset encoding = console.reading().encoding();
    var said = new AtomicBoolean();
    return new TextSource(
        name,
        file,
        () -> {
          InputStream in = bytes.open();
          boolean isUtf8 = encoding.equals(StandardCharsets.UTF_8);
          return new TextProbe(
              name,
              isUtf8 ? in : new DecodedStream(name, in, encoding),
              console,
              said,
              TextProbe::oddity);
        });
  }

  /** The same text for a reader that knows no carriage returns: if it has some, it is said. */
  public TextSource withoutReturns(Console console) {
    var said = new AtomicBoolean();
    return new TextSource(
        name, file, () -> new TextProbe(name, opener.open(), console, said, TextProbe::returns));
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

  /** A column of this text, a line for each record; null for the text itself. */
  public TextSource column(@Nullable ColumnChoice column, Console console) {
    return column == null ? this : column(column, console::note);
  }

  /**
   * A column of this text, a line for each record.
   *
   * @param notes receives what is worth knowing of the records
   */
  public TextSource column(ColumnChoice column, Consumer<String> notes) {
    return new TextSource(name, file, () -> ColumnText.open(name, opener.open(), column, notes));
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
        String reason =
            switch (e) {
              case EOFException _ -> "it ends too early: was it cut short when it was copied?";
              case ZipException _ -> "what is packed in it is damaged";
              default -> e.getMessage();
            };
        var named = new FileSystemException(name, null, "cannot read (" + reason + ")");
        named.initCause(e);
        throw named;
      }
    }
  }
}
