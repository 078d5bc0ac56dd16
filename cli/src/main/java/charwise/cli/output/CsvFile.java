package charwise.cli.output;

import charwise.cli.console.Unwritable;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** A CSV file whose rows are on disk as soon as they are added. Errors have its name. */
public final class CsvFile implements AutoCloseable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private static final CSVFormat READING =
      FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

  private final String name;
  private final CSVPrinter rows;
  private boolean failed;

  private CsvFile(String name, Writer writer) throws IOException {
    this.name = name;
    this.rows = new CSVPrinter(writer, FORMAT);
  }

  /** A new file in place of an existing one. */
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

  /**
   * The contents of a file.
   *
   * @param header the names of its columns; empty if there is no file, or no whole row in it
   * @param rows those below the header; one at the end that was not finished is left out
   */
  public record Content(List<String> header, List<CSVRecord> rows) {}

  public static Content read(Path file) throws IOException {
    try (CSVParser parser = READING.parse(new StringReader(wholeRows(file)))) {
      return new Content(parser.getHeaderNames(), parser.getRecords());
    } catch (UncheckedIOException malformed) {
      throw Objects.requireNonNull(malformed.getCause());
    }
  }

  private static String wholeRows(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /**
   * An existing file, to be continued after its first {@code rows} rows; later ones are cut off.
   */
  public static CsvFile append(String name, Path file, int rows) throws IOException {
    List<CSVRecord> all = read(file).rows();
    String kept = wholeRows(file);
    if (rows < all.size()) {
      kept = kept.substring(0, Math.toIntExact(all.get(rows).getCharacterPosition()));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(kept.getBytes(StandardCharsets.UTF_8).length);
    }
    return new CsvFile(name, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
  }

  public void add(List<?> values) throws IOException {
    addAll(List.of(values));
  }

  /** Adds rows, and writes them to disk together. */
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

  /** Closes the file. An error that {@link #add} has thrown is not thrown again. */
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
