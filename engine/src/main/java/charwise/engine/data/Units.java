package charwise.engine.data;

/** What one position of a text is to a model. */
public enum Units {
  /** A Unicode code point, decoded strictly from UTF-8. */
  CODEPOINT("codepoint"),
  /** A byte, 0 to 255; any file is valid. */
  BYTE("byte");

  private final String label;

  Units(String label) {
    this.label = label;
  }

  /** The name used on the command line and in model files. */
  public String label() {
    return label;
  }

  /**
   * The units with that label.
   *
   * @throws IllegalArgumentException if no units have that label
   */
  public static Units of(String label) {
    for (Units units : values()) {
      if (units.label.equals(label)) {
        return units;
      }
    }
    throw new IllegalArgumentException("units must be codepoint or byte, not " + label);
  }

  /** Whether the unit can occur in a text: a Unicode scalar value, or a byte. */
  boolean contains(int unit) {
    return switch (this) {
      case CODEPOINT -> Character.isValidCodePoint(unit) && (unit < 0xD800 || unit > 0xDFFF);
      case BYTE -> unit >= 0 && unit <= 0xFF;
    };
  }
}
