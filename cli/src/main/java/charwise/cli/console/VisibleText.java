package charwise.cli.console;

import java.util.Locale;

/**
 * Makes text safe to print. A model, a file name or an argument may hold control characters that
 * would move the cursor, hide text or change settings of a terminal; here they are spelled out.
 */
public final class VisibleText {
  private VisibleText() {}

  /** One line: every control character is spelled out, line feeds and tabs too. */
  public static String line(String text) {
    return spell(text, false);
  }

  /** Several lines: line feeds and tabs stay as they are. */
  public static String lines(String text) {
    return spell(text, true);
  }

  /** A character as errors name it: {@code 'é' (U+00E9)}, without the glyph if it has none. */
  public static String codePoint(int codePoint) {
    String number = String.format(Locale.ROOT, "U+%04X", codePoint);
    return isControl(codePoint) || isSurrogate(codePoint)
        ? number
        : "'" + Character.toString(codePoint) + "' (" + number + ")";
  }

  private static String spell(String text, boolean keepLayout) {
    if (text.codePoints().noneMatch(c -> isControl(c))) {
      return text;
    }
    var spelled = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (!isControl(c) || (keepLayout && (c == '\n' || c == '\t'))) {
                spelled.appendCodePoint(c);
              } else {
                spelled.append(escape(c));
              }
            });
    return spelled.toString();
  }

  private static String escape(int control) {
    return switch (control) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          control <= 0xFF
              ? String.format(Locale.ROOT, "\\x%02x", control)
              : String.format(Locale.ROOT, "\\u%04x", control);
    };
  }

  /** Whether it is in C0, DEL or C1, or changes the order of a line. */
  private static boolean isControl(int c) {
    return Character.getType(c) == Character.CONTROL
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
