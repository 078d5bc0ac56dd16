package charwise.cli.pairs;

import charwise.cli.input.TextSource;
import charwise.engine.label.Labelled;

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

  /** What is asked for if not the file's name or beginning tells otherwise. */
  static PairFormat ofName(String file) {
    String name = TextSource.unpackedName(file);
    return name.endsWith(".csv")
        ? CSV
        : name.endsWith(".jsonl") || name.endsWith(".json")
            ? JSONL
            : name.endsWith(".conll") ? CONLL : TSV;
  }

  /** Whether values have names or numbers to choose them by. */
  boolean hasColumns() {
    return this == TSV || this == CSV || this == JSONL;
  }

  @Override
  public String toString() {
    return label();
  }
}
