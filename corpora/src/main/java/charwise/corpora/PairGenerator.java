package charwise.corpora;

/**
 * Makes pairs without end, for tasks that learn to answer. It is a {@link ItemGenerator}, too: of a
 * text with a pair a line.
 */
public interface PairGenerator extends ItemGenerator {
  /** The next pair. */
  Pair nextPair();

  /** Appends the next pair as a line; a tab divides it, where nothing else is said. */
  @Override
  default void next(StringBuilder text) {
    append(nextPair(), text);
  }

  /** The pairs as a table (TSV): input, tab, target, line feed. */
  default ItemGenerator table() {
    return text -> append(nextPair(), text);
  }

  private static void append(Pair pair, StringBuilder text) {
    text.append(pair.input()).append('\t').append(pair.target()).append('\n');
  }
}
