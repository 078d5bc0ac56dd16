package charwise.engine.data;

import java.io.IOException;
import java.util.HexFormat;

/** A unit that a given vocabulary lacks. */
public final class UnknownUnitException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int unit;
  private final long position;
  private final String source;

  UnknownUnitException(Units units, int unit, long position, String source) {
    super(
        "the model has never seen "
            + name(units, unit)
            + ", number "
            + (position + 1)
            + " of the text: "
            + source
            + "; take it out, or train a model on text that has it");
    this.unit = unit;
    this.position = position;
    this.source = source;
  }

  /** The code point or byte. */
  public int unit() {
    return unit;
  }

  /** The index of the unit in its source, counted in units from 0. */
  public long position() {
    return position;
  }

  /** The name of the text, as given by whoever opened it. */
  public String source() {
    return source;
  }

  private static String name(Units units, int unit) {
    HexFormat hex = HexFormat.of().withUpperCase();
    if (units == Units.BYTE) {
      return "the byte 0x" + hex.toHexDigits((byte) unit);
    }
    String number = "U+" + hex.toHexDigits(unit, unit > 0xFFFF ? 6 : 4);
    return switch (Character.getType(unit)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          "the character " + number;
      default -> "the character '" + Character.toString(unit) + "' (" + number + ")";
    };
  }
}
