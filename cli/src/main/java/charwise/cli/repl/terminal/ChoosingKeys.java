package charwise.cli.repl.terminal;

import charwise.cli.console.Style;
import charwise.cli.console.UserException;
import charwise.cli.repl.session.Choosing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.NonBlockingReader;

/** Reads keys, and shows the proposals after each. */
final class ChoosingKeys {
  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;
  private static final int ESCAPE = 27;
  private static final long RESIZE_MILLIS = 100;
  private static final long SEQUENCE_MILLIS = 30;
  private static final String KEYS = "1-9 take, any key types, Backspace undoes, Enter ends";

  private final Terminal terminal;
  private final Style style;
  private final Choosing choosing;
  private final Display display;
  private Size size;
  private String wrong = "";

  ChoosingKeys(Terminal terminal, Style style, Choosing choosing) {
    this.terminal = terminal;
    this.style = style;
    this.choosing = choosing;
    this.display = new Display(terminal, false);
    this.size = size();
  }

  /** Returns when the user is done. */
  void run() throws IOException {
    Attributes before = terminal.getAttributes();
    Attributes keys = new Attributes(before);
    keys.setLocalFlag(LocalFlag.ISIG, false);
    terminal.setAttributes(keys);
    try {
      draw();
      for (int key = read(); !ends(key); key = read()) {
        press(key);
        draw();
      }
    } finally {
      display.update(List.of(), 0);
      terminal.setAttributes(before);
    }
  }

  private static boolean ends(int key) {
    return key == '\r' || key == '\n' || key == CTRL_C || key == CTRL_D || key < 0;
  }

  private void press(int key) {
    wrong = "";
    try {
      choosing.key(key);
    } catch (UserException e) {
      wrong = String.valueOf(e.getMessage());
    }
  }

  /** The next character; keys that send several characters, such as arrows, are skipped. */
  private int read() throws IOException {
    NonBlockingReader reader = terminal.reader();
    while (true) {
      int key = reader.read(RESIZE_MILLIS);
      if (key == NonBlockingReader.READ_EXPIRED) {
        redrawIfResized();
      } else if (key == ESCAPE) {
        if (reader.read(SEQUENCE_MILLIS) == NonBlockingReader.READ_EXPIRED) {
          return '\n';
        }
        skipSequence(reader);
      } else if (key >= 0 && Character.isHighSurrogate((char) key)) {
        return Character.toCodePoint((char) key, (char) reader.read());
      } else if (key < 0 || key >= ' ' || key == '\b' || ends(key)) {
        return key;
      }
    }
  }

  private static void skipSequence(NonBlockingReader reader) throws IOException {
    while (reader.read(SEQUENCE_MILLIS) >= 0) {
      // Skips the rest of the sequence.
    }
  }

  private void redrawIfResized() {
    if (!size.equals(size())) {
      size = size();
      display.clear();
      draw();
    }
  }

  private Size size() {
    Size now = terminal.getSize();
    return Size.of(
        now.getColumns() > 0 ? now.getColumns() : 80, now.getRows() > 0 ? now.getRows() : 24);
  }

  private void draw() {
    display.resize(size);
    List<AttributedString> lines = new ArrayList<>();
    AttributedString text = end(AttributedString.fromAnsi(style.bold(choosing.line())));
    lines.add(text);
    List<String> rows = choosing.rows();
    int room = Math.max(1, size.getRows() - 3);
    for (String row : rows.subList(0, Math.min(room, rows.size()))) {
      lines.add(start(new AttributedString("  " + row)));
    }
    String hint = choosing.isEscaped() ? "\\ writes the next key as it is" : KEYS;
    lines.add(
        start(AttributedString.fromAnsi(wrong.isEmpty() ? style.faint(hint) : style.error(wrong))));
    display.update(lines, text.columnLength());
    terminal.flush();
  }

  private AttributedString start(AttributedString line) {
    return line.columnSubSequence(0, size.getColumns() - 1);
  }

  /** The end of a line that fits, with room for the cursor. */
  private AttributedString end(AttributedString line) {
    int room = size.getColumns() - 1;
    return line.columnSubSequence(Math.max(0, line.columnLength() - room), line.columnLength());
  }
}
