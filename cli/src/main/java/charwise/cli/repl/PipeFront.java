package charwise.cli.repl;

import charwise.cli.console.Console;
import charwise.cli.console.StreamedUtf8;
import charwise.cli.console.Style;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.LineReader;
import charwise.cli.input.TextSource;
import charwise.cli.repl.command.SlashCommands;
import charwise.cli.repl.session.Choosing;
import charwise.cli.repl.session.Entry;
import charwise.cli.repl.session.LoadedModel;
import charwise.cli.repl.session.Screen;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session whose input is not a terminal: reads lines, prints results, and ends at the first
 * error. If the output is a terminal, control characters are spelled out.
 */
final class PipeFront implements Screen {
  private static final int USUAL_COLUMNS = 80;

  private final Console console;
  private final LineReader lines;
  private final Session session;
  private final StreamedUtf8 decoder = new StreamedUtf8();
  private long number;
  private boolean atLineStart = true;

  PipeFront(LoadedModel model, Console console) throws IOException {
    this.console = console;
    TextSource input = CorpusArguments.standardInput(console);
    this.lines = new LineReader(input.name(), input.opener().open());
    this.session = new Session(model, this, console);
  }

  void run() throws IOException {
    var commands = new SlashCommands();
    try {
      for (String entry = read(); entry != null && !session.isOver(); entry = read()) {
        commands.run(session, entry);
        console.out().flush();
      }
    } catch (UserException e) {
      throw e.at("line " + number);
    }
  }

  /** The next line, or lines between three quotes; null at the end. */
  private @Nullable String read() throws IOException {
    String entry = readLine();
    while (entry != null && Entry.isOpen(entry)) {
      String next = readLine();
      if (next == null) {
        throw UserException.failure(
            "the input ends within \"\"\"", "standard input", "close it with \"\"\"");
      }
      entry += "\n" + next;
    }
    return entry;
  }

  private @Nullable String readLine() throws IOException {
    number++;
    return lines.next();
  }

  @Override
  public void unit(byte[] unit, double bits, boolean typed) throws IOException {
    if (console.terminal().output()) {
      show(decoder.decode(unit), bits);
      return;
    }
    Style style = style();
    boolean partOfCharacter = unit.length == 1 && unit[0] < 0; // escape codes would split it
    if (Double.isNaN(bits) || !style.colored() || partOfCharacter) {
      console.out().write(unit);
    } else {
      console.out().print(style.surprise(new String(unit, StandardCharsets.UTF_8), bits));
    }
    atLineStart = unit[unit.length - 1] == '\n';
  }

  private void show(String text, double bits) throws IOException {
    String visible = VisibleText.lines(text);
    if (!visible.isEmpty()) {
      boolean plain = visible.equals("\n") || Double.isNaN(bits);
      console.out().print(plain ? visible : style().surprise(visible, bits));
      atLineStart = visible.endsWith("\n");
    }
  }

  @Override
  public void endText() throws IOException {
    show(decoder.end(), Double.NaN);
    if (!atLineStart) {
      console.out().println("");
    }
    atLineStart = true;
  }

  @Override
  public void line(String line) throws IOException {
    console.out().println(line);
  }

  @Override
  public void note(String line) {}

  @Override
  public void sideBySide(List<Column> columns) throws IOException {
    for (Column column : columns) {
      console.out().print(column.block());
    }
  }

  /** Reads the keys from the next line. */
  @Override
  public void choose(Choosing choosing) throws IOException {
    for (String row : choosing.rows()) {
      line(row);
    }
    String keys = readLine();
    if (keys != null) {
      keys.codePoints().forEach(choosing::key);
    }
  }

  @Override
  public Style style() {
    return console.outputStyle();
  }

  @Override
  public int columns() {
    return USUAL_COLUMNS;
  }
}
