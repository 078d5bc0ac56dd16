package charwise.cli.repl.session;

/**
 * A user's entry. A line that begins with a slash and a letter is a command, any other line the
 * beginning of a text. Three quotes at the start of a line open a beginning of several lines, three
 * more at the end of a line close it; as in Java, a line feed right after the opening quotes does
 * not count.
 */
public sealed interface Entry {
  /** Opens and closes a beginning of several lines. */
  String QUOTES = "\"\"\"";

  /** An empty line. */
  record Nothing() implements Entry {}

  /** The beginning of a text. */
  record Beginning(String text) implements Entry {}

  /**
   * A command.
   *
   * @param name its name, without the slash
   * @param argument all that follows the name and a space; may be empty
   */
  record Call(String name, String argument) implements Entry {}

  /** Whether three quotes are open. */
  static boolean isOpen(String lines) {
    return lines.startsWith(QUOTES)
        && (lines.length() < 2 * QUOTES.length() || !lines.endsWith(QUOTES));
  }

  /** The entry of complete lines; see {@link #isOpen}. */
  static Entry of(String lines) {
    if (lines.isEmpty()) {
      return new Nothing();
    }
    if (lines.startsWith(QUOTES)) {
      String text = lines.substring(QUOTES.length(), lines.length() - QUOTES.length());
      return new Beginning(text.startsWith("\n") ? text.substring(1) : text);
    }
    if (!lines.equals("/") && !lines.matches("(?s)/\\p{Alpha}.*")) {
      return new Beginning(lines);
    }
    int space = lines.indexOf(' ');
    return space < 0
        ? new Call(lines.substring(1), "")
        : new Call(lines.substring(1, space), lines.substring(space + 1));
  }
}
