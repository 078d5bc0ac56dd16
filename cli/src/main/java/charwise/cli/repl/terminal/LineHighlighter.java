package charwise.cli.repl.terminal;

import charwise.cli.console.Style;
import charwise.cli.console.VisibleText;
import charwise.cli.repl.session.Entry;
import charwise.cli.repl.session.Session;
import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Colours the line while it is typed: commands, characters that the model has never seen and, if
 * switched on, each character by its surprise. Tells the status what is typed.
 */
record LineHighlighter(Session session, StatusLine status) implements Highlighter {
  private static final AttributedStyle UNKNOWN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).underline();

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    status.typed(line);
    Style style = session.screen().style();
    if (!style.colored() || line.isEmpty() || line.startsWith(Entry.QUOTES)) {
      return new AttributedString(line);
    }
    return Entry.of(line) instanceof Entry.Call call
        ? AttributedString.fromAnsi(
            style.accent("/" + call.name()) + line.substring(1 + call.name().length()))
        : beginning(line, style);
  }

  private AttributedString beginning(String line, Style style) {
    Vocabulary vocabulary = session.loaded().vocabulary();
    if (vocabulary.units() == Units.BYTE) {
      return new AttributedString(line);
    }
    int[] units = line.codePoints().toArray();
    char[] ids = new char[units.length];
    int known = 0;
    for (int unit : units) {
      if (vocabulary.id(unit) >= 0) {
        ids[known++] = (char) vocabulary.id(unit);
      }
    }
    double[] bits = new double[known];
    Arrays.fill(bits, Double.NaN);
    if (session.showsSurprise()) {
      bits = session.bits(Corpus.of(vocabulary, ids, known));
    }
    var colored = new AttributedStringBuilder();
    int next = 0;
    for (int unit : units) {
      String character = Character.toString(unit);
      if (vocabulary.id(unit) < 0) {
        colored.styled(UNKNOWN, character);
      } else if (VisibleText.line(character).equals(character)) {
        colored.appendAnsi(style.surprise(character, bits[next++]));
      } else {
        colored.append(character);
        next++;
      }
    }
    return colored.toAttributedString();
  }
}
