package charwise.cli.input;

import charwise.cli.console.UserException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of tables or field of JSON Lines that is read in place of the whole text.
 *
 * @param column its name, or its number from 1
 * @param format how the tables are written; null where their names and beginnings tell
 * @param delimiter what separates their values; null for the usual one
 */
public record ColumnChoice(
    String column, @Nullable TableFormat format, @Nullable Character delimiter) {
  private static final int PROBED_BYTES = 4096;

  /** The values of that column in a text. */
  Records open(String source, InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in);
    return Records.open(
        source,
        buffered,
        format(source, buffered),
        delimiter,
        new Columns(List.of(ColumnReference.of("column", column)), "--column", false));
  }

  private TableFormat format(String source, BufferedInputStream in) throws IOException {
    if (format != null) {
      return format;
    }
    if (TextSource.unpackedName(source).endsWith(".tsv")) {
      return TableFormat.TSV;
    }
    return switch (firstCharacter(in)) {
      case '{' -> TableFormat.JSONL;
      case '[' ->
          throw UserException.failure(
              "a JSON array, not JSON Lines",
              source,
              "put each object on a line of its own, as jq -c '.[]' does");
      default -> delimiter == null ? TableFormat.CSV : TableFormat.of(delimiter);
    };
  }

  /** The first character after white space and a byte order mark, or −1. */
  private static int firstCharacter(BufferedInputStream in) throws IOException {
    in.mark(PROBED_BYTES);
    int next = in.read();
    for (int i = 1; i < PROBED_BYTES && ((next >= 0 && next <= ' ') || next >= 0xBB); i++) {
      next = in.read();
    }
    in.reset();
    return next;
  }
}
