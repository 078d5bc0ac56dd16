package charwise.cli.input;

import charwise.engine.label.Labelled;
import org.jspecify.annotations.Nullable;

/** How records are written down. */
public enum TableFormat implements Labelled {
  /** A record a line, its values separated by tabs; quotation marks have no meaning. */
  TSV,
  /** Values separated by commas, as in RFC 4180. */
  CSV,
  /** A JSON object a line. */
  JSONL;

  /**
   * Which kind of table a delimiter speaks for: one of tabs has no quotation marks, any other may
   * have some.
   */
  public static TableFormat of(char delimiter) {
    return delimiter == '\t' ? TSV : CSV;
  }

  /** What separates values where nobody says otherwise. */
  char delimiterOr(@Nullable Character asked) {
    return asked != null ? asked : this == TSV ? '\t' : ',';
  }

  @Override
  public String toString() {
    return label();
  }
}
