package charwise.cli.score;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.Console;
import charwise.cli.console.StreamedUtf8;
import charwise.cli.console.SurpriseScale;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Prints the text coloured by surprise. Without colour, a line of digits stands below each line:
 * the bits of the character above, 9 for nine and more, ? for an unknown one.
 */
final class ShownText implements ScoreReport {
  /** A longer line is wrapped, because it is kept until its digits are printed. */
  private static final int LONGEST_LINE = 1000;

  private Vocabulary vocabulary;
  private final Console console;
  private final boolean colored;
  private final boolean headings;
  private final StringBuilder digits = new StringBuilder();
  private final StreamedUtf8 decoder = new StreamedUtf8();
  private int level;
  private boolean atLineStart = true;

  /** Prints the meaning of the colours. With {@code headings}, each text begins with its name. */
  ShownText(Vocabulary vocabulary, Console console, boolean headings) {
    this.vocabulary = vocabulary;
    this.console = console;
    this.headings = headings;
    this.colored = console.outputStyle().colored();
    if (!console.quiet()) {
      console
          .err()
          .print(
              colored
                  ? SurpriseScale.legend(console.errorStyle().colored()) + "\n"
                  : "no colour here: below each character its bits (9: nine and more, ?: unknown);"
                      + " --color always colours the text instead\n");
      console.err().flush();
    }
  }

  @Override
  public void vocabulary(Vocabulary known) {
    vocabulary = known;
  }

  @Override
  public void begin(String file) throws IOException {
    if (headings) {
      console.out().println("==> " + VisibleText.line(file) + " <==");
    }
  }

  @Override
  public void accept(int unit, double nats) throws IOException {
    boolean known = vocabulary.id(unit) >= 0;
    double bits = Double.isNaN(nats) ? 0 : nats / Loss.LN_2;
    if (unit == '\n') {
      endLine();
    } else if (colored) {
      if (!continuesCharacter(unit)) {
        endCharacter();
        change(known ? SurpriseScale.level(bits) : SurpriseScale.UNKNOWN);
      }
      print(unit);
    } else {
      int width = print(unit);
      String digit = known ? Integer.toString((int) Math.min(9, bits)) : "?";
      digits.append(digit.equals("0") ? " ".repeat(width) : digit.repeat(width));
      if (digits.length() >= LONGEST_LINE) {
        endLine();
      }
    }
  }

  @Override
  public void emptyLine() throws IOException {
    endLine();
  }

  /** Whether a byte continues the character of the byte before it, in UTF-8. */
  private boolean continuesCharacter(int unit) {
    return vocabulary.units() == Units.BYTE && (unit & 0xC0) == 0x80;
  }

  /** Prints a character, spelled out if it is a control character; returns how wide it is. */
  private int print(int unit) throws IOException {
    atLineStart = false;
    if (vocabulary.units() == Units.BYTE && colored) {
      console.out().print(VisibleText.line(decoder.decode(new byte[] {(byte) unit})));
      return 1;
    }
    String text =
        vocabulary.units() == Units.BYTE && unit >= 0x80
            ? String.format(Locale.ROOT, "\\x%02x", unit)
            : VisibleText.line(Character.toString(unit));
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
    return CharacterWidth.of(text);
  }

  /** Prints the bytes of an incomplete character. */
  private void endCharacter() throws IOException {
    console.out().print(VisibleText.line(decoder.end()));
  }

  private void endLine() throws IOException {
    endCharacter();
    change(0);
    console.out().println("");
    if (!digits.isEmpty()) {
      console.out().println(digits.toString().stripTrailing());
      digits.setLength(0);
    }
    atLineStart = true;
  }

  private void change(int next) throws IOException {
    console.out().print(SurpriseScale.change(level, next));
    level = next;
  }

  @Override
  public void waiting() throws IOException {
    console.out().flush();
  }

  @Override
  public void end() throws IOException {
    if (!atLineStart) {
      endLine();
    }
    console.out().flush();
  }

  @Override
  public void close() throws IOException {
    endCharacter();
    change(0);
    console.out().flush();
  }
}
