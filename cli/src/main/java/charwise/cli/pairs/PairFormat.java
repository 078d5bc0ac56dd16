package charwise.cli.pairs;

import charwise.cli.input.TableFormat;
import charwise.cli.input.TextSource;
import charwise.engine.label.Labelled;
import org.jspecify.annotations.Nullable;

/** How pairs are written down. */
public enum PairFormat implements Labelled {
  /** A pair a line, its values separated by tabs; quotation marks have no meaning. */
  TSV,
  /** Values separated by commas, as in RFC 4180. */
  CSV,
  /** A JSON object a line. */
  JSONL,
  /** A line {@code __label__x text}. */
  FASTTEXT,
  /** A token a line, its tag in the last column, an empty line between sentences. */
  CONLL,
  /** Lines of text without a target. */
  LINES;

  /**
   * The form that a file's name speaks for, unless its beginning tells otherwise.
   *
   * @param delimiter what separates values; null if nobody says
   */
  static PairFormat ofName(String file, @Nullable Character delimiter) {
    String name = TextSource.unpackedName(file);
    return name.endsWith(".csv")
        ? CSV
        : name.endsWith(".jsonl") || name.endsWith(".json")
            ? JSONL
            : name.endsWith(".conll")
                ? CONLL
                : delimiter == null || name.endsWith(".tsv") || delimiter == '\t' ? TSV : CSV;
  }

  /** The form of its records; null if it has none, with values to choose by name or number. */
  @Nullable TableFormat table() {
    return switch (this) {
      case TSV -> TableFormat.TSV;
      case CSV -> TableFormat.CSV;
      case JSONL -> TableFormat.JSONL;
      case FASTTEXT, CONLL, LINES -> null;
    };
  }

  /** Whether something separates its values. */
  boolean isTable() {
    return this == TSV || this == CSV;
  }

  @Override
  public String toString() {
    return label();
  }
}
