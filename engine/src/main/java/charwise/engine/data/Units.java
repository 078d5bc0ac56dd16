package charwise.engine.data;

import charwise.engine.label.Labelled;

/** What one position of a text is to a model. */
public enum Units implements Labelled {
  /** A Unicode code point, decoded strictly from UTF-8. */
  CODEPOINT,
  /** A byte, 0 to 255; any file is valid. */
  BYTE;

  /**
   * The units with that label.
   *
   * @throws IllegalArgumentException if no units have that label
   */
  public static Units of(String label) {
    return Labelled.find("kind of units", label, values());
  }

  /** Whether the unit can occur in a text: a Unicode scalar value, or a byte. */
  boolean contains(int unit) {
    return switch (this) {
      case CODEPOINT -> Character.isValidCodePoint(unit) && (unit < 0xD800 || unit > 0xDFFF);
      case BYTE -> unit >= 0 && unit <= 0xFF;
    };
  }

  @Override
  public String toString() {
    return label();
  }
}
