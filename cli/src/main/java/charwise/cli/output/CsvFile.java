package charwise.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A CSV file whose rows are on disk as soon as they are added. Errors name the file. */
public final class CsvFile implements AutoCloseable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final String name;
  private final CSVPrinter rows;
  private boolean failed;

  private CsvFile(String name, Writer writer) throws IOException {
    this.name = name;
    this.rows = new CSVPrinter(writer, FORMAT);
  }

  /** A new file in place of whatever is there. */
  public static CsvFile create(String name, Path file, List<String> header) throws IOException {
    CsvFile created = new CsvFile(name, Files.newBufferedWriter(file));
    try {
      created.add(header);
    } catch (IOException e) {
      created.close();
      throw e;
    }
    return created;
  }

  /** A file that is there; a row at its end that was not finished is cut off. */
  public static CsvFile append(String name, Path file) throws IOException {
    long whole = wholeRows(file).getBytes(StandardCharsets.UTF_8).length;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole);
    }
    return new CsvFile(name, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
  }

  /** What a file holds, up to its last line feed; nothing if there is no file. */
  public static String wholeRows(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /** Adds a row. */
  public void add(List<?> values) throws IOException {
    addAll(List.of(values));
  }

  /** Adds rows, and only then sees to it that they are on disk. */
  public void addAll(Iterable<? extends List<?>> added) throws IOException {
    try {
      for (List<?> values : added) {
        rows.printRecord(values);
      }
      rows.flush();
    } catch (IOException e) {
      failed = true;
      throw Unwritable.named(name, e);
    }
  }

  /** Closes the file; a failure that {@link #add} has reported is not reported again. */
  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } catch (IOException e) {
      if (!failed) {
        throw Unwritable.named(name, e);
      }
    }
  }
}
