package charwise.cli.score;

import charwise.engine.data.Units;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Units put together to a text; what is no UTF-8 among bytes becomes U+FFFD. */
final class UnitText {
  private final Units units;
  private final StringBuilder characters = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  UnitText(Units units) {
    this.units = units;
  }

  void append(int unit) {
    switch (units) {
      case CODEPOINT -> characters.appendCodePoint(unit);
      case BYTE -> bytes.write(unit);
    }
  }

  /** The text so far, which is then empty again. */
  String take() {
    String text =
        switch (units) {
          case CODEPOINT -> characters.toString();
          case BYTE -> bytes.toString(StandardCharsets.UTF_8);
        };
    characters.setLength(0);
    bytes.reset();
    return text;
  }
}
