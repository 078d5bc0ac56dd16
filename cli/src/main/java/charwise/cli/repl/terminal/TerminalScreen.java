package charwise.cli.repl.terminal;

import charwise.cli.console.Console;
import charwise.cli.console.StreamedUtf8;
import charwise.cli.console.Style;
import charwise.cli.console.VisibleText;
import charwise.cli.repl.session.Choosing;
import charwise.cli.repl.session.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.WCWidth;

/** A terminal as a screen. */
final class TerminalScreen implements Screen {
  private static final int USUAL_COLUMNS = 80;

  private final Terminal terminal;
  private final Console console;
  private final PrintWriter writer;
  private final StreamedUtf8 decoder = new StreamedUtf8();
  private final WordWrap wrap;
  private boolean atLineStart = true;

  TerminalScreen(Terminal terminal, Console console) {
    this.terminal = terminal;
    this.console = console;
    this.writer = terminal.writer();
    this.wrap = new WordWrap(writer::print);
  }

  @Override
  public void unit(byte[] unit, double bits, boolean typed) {
    print(decoder.decode(unit), bits, typed);
    terminal.flush();
  }

  private void print(String text, double bits, boolean typed) {
    String visible = VisibleText.lines(text);
    if (visible.isEmpty()) {
      return;
    }
    visible
        .codePoints()
        .forEach(
            c -> {
              String character = Character.toString(c);
              if (wraps()) {
                wrap.add(character, styled(character, bits, typed), columns());
              } else {
                writer.print(styled(character, bits, typed));
              }
            });
    atLineStart = visible.endsWith("\n");
  }

  private String styled(String character, double bits, boolean typed) {
    if (character.equals("\n") || (Double.isNaN(bits) && !typed)) {
      return character;
    }
    return Double.isNaN(bits) ? style().bold(character) : style().surprise(character, bits);
  }

  /** Whether lines are broken at words: where the cursor can go back. */
  private boolean wraps() {
    return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  @Override
  public void endText() {
    print(decoder.end(), Double.NaN, false);
    if (!atLineStart) {
      writer.print("\n");
    }
    atLineStart = true;
    wrap.begin();
    terminal.flush();
  }

  @Override
  public void line(String line) {
    writer.print(line + "\n");
    terminal.flush();
  }

  @Override
  public void note(String line) {
    if (!console.quiet()) {
      line(style().faint(line));
    }
  }

  void error(String message) {
    endText();
    line(style().error("charwise:") + " " + VisibleText.line(message));
  }

  @Override
  public void sideBySide(List<Column> columns) {
    for (String row : SideBySide.rows(columns, columns(), WCWidth::wcwidth, style())) {
      line(row);
    }
  }

  @Override
  public void choose(Choosing choosing) throws IOException {
    if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      new ChoosingKeys(terminal, style(), choosing).run();
      return;
    }
    choosing.rows().forEach(this::line);
    try {
      Readers.plain(terminal).readLine("keys> ").codePoints().forEach(choosing::key);
    } catch (UserInterruptException | EndOfFileException none) {
      // The user has chosen nothing.
    }
  }

  @Override
  public Style style() {
    return console.outputStyle();
  }

  @Override
  public int columns() {
    int columns = terminal.getSize().getColumns();
    return columns > 0 ? columns : USUAL_COLUMNS;
  }
}
