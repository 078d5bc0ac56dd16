package charwise.engine.analysis;

import java.util.List;

/**
 * What anyone sees at each character of a text, as numbers: 1 or 0, or a count. Fed one unit at a
 * time; a reset starts a new line.
 */
final class TextFeatures {
  /** The features in the order of {@link #values}. */
  static final List<String> NAMES =
      List.of(
          "inside quotes",
          "inside brackets",
          "bracket depth",
          "line position",
          "line end",
          "indentation",
          "word position",
          "capital letter",
          "letter",
          "vowel",
          "digit",
          "space",
          "punctuation");

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final String OPENING_QUOTES = "“«„";
  private static final String CLOSING_QUOTES = "”»";
  private static final String VOWELS = "aeiouAEIOU";
  private static final int LONGEST_QUOTATION = 2000;

  private final double[] values = new double[NAMES.size()];
  private boolean quoted;
  private int quotationLength;
  private int depth;
  private int linePosition = -1;
  private int indentation;
  private boolean indenting = true;
  private int wordPosition;
  private int before = '\n';

  /** The features of the unit last fed; valid until the next. */
  double[] values() {
    return values;
  }

  /** Takes in a code point, or a byte. */
  void feed(int unit) {
    quote(unit);
    bracket(unit);
    place(unit);
    boolean letter = Character.isLetter(unit);
    boolean space = Character.isWhitespace(unit);
    boolean digit = Character.isDigit(unit);
    int i = 0;
    values[i++] = quoted ? 1 : 0;
    values[i++] = depth > 0 ? 1 : 0;
    values[i++] = depth;
    values[i++] = linePosition;
    values[i++] = unit == '\n' ? 1 : 0;
    values[i++] = indentation;
    values[i++] = wordPosition;
    values[i++] = Character.isUpperCase(unit) ? 1 : 0;
    values[i++] = letter ? 1 : 0;
    values[i++] = VOWELS.indexOf(unit) >= 0 ? 1 : 0;
    values[i++] = digit ? 1 : 0;
    values[i++] = space ? 1 : 0;
    values[i] = !letter && !space && !digit ? 1 : 0;
    before = unit;
  }

  /**
   * A straight quotation mark opens after a space or bracket and closes otherwise, so that an
   * apostrophe within a word is none.
   */
  private void quote(int unit) {
    boolean straight = unit == '"' || unit == '\'';
    boolean atWordStart = Character.isWhitespace(before) || OPENING.indexOf(before) >= 0;
    if (OPENING_QUOTES.indexOf(unit) >= 0 || (straight && !quoted && atWordStart)) {
      quoted = true;
      quotationLength = 0;
    } else if (CLOSING_QUOTES.indexOf(unit) >= 0 || unit == '"') {
      quoted = false;
    } else if (quoted && before == '\'' && quotationLength > 1 && !Character.isLetter(unit)) {
      quoted = false;
    }
    quotationLength++;
    if (quotationLength > LONGEST_QUOTATION) {
      quoted = false;
    }
  }

  private void bracket(int unit) {
    if (OPENING.indexOf(unit) >= 0) {
      depth++;
    } else if (CLOSING.indexOf(unit) >= 0) {
      depth = Math.max(0, depth - 1);
    }
  }

  private void place(int unit) {
    if (before == '\n') {
      linePosition = 0;
      indentation = 0;
      indenting = true;
    } else {
      linePosition++;
    }
    indenting &= unit == ' ' || unit == '\t';
    indentation += indenting ? 1 : 0;
    wordPosition = Character.isLetter(unit) ? wordPosition + 1 : 0;
  }
}
