package charwise.cli.predict;

import charwise.cli.input.TableFormat;
import charwise.engine.label.Labelled;
import org.jspecify.annotations.Nullable;

/** How texts are written: those of a model that tags tokens, and tables with a column to read. */
enum TextLayout implements Labelled {
  /** A sentence a line, its tokens between spaces. */
  LINES,
  /** A token a line, an empty line between sentences. */
  CONLL,
  /** A record a line, its values separated by tabs. */
  TSV,
  /** Values separated by commas. */
  CSV,
  /** A JSON object a line. */
  JSONL;

  /** The form of a table's records; null of texts without columns. */
  @Nullable TableFormat table() {
    return switch (this) {
      case TSV -> TableFormat.TSV;
      case CSV -> TableFormat.CSV;
      case JSONL -> TableFormat.JSONL;
      case LINES, CONLL -> null;
    };
  }

  @Override
  public String toString() {
    return label();
  }
}
