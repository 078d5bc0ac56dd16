package charwise.cli.repl.session;

import charwise.cli.console.Style;
import charwise.engine.checkpoint.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A transcript of what was entered and shown; lines that were entered follow {@code "> "}. All
 * results are passed on to the screen.
 */
final class Transcript implements Screen {
  private static final String PROMPT = "> ";

  private final Screen screen;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean atLineStart = true;

  /**
   * A transcript of nothing yet.
   *
   * @param heading what its file begins with
   */
  Transcript(String heading, Screen screen) {
    this.screen = screen;
    write((heading + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Adds what the user has entered, in one or more lines. */
  void entered(String lines) {
    write((PROMPT + lines.replace("\n", "\n" + PROMPT) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the transcript into a file. */
  void save(Path file) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray());
    AtomicFile.write(file, channel -> writeFully(channel, content));
  }

  private static void writeFully(FileChannel channel, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  private void write(byte[] more) {
    bytes.writeBytes(more);
    atLineStart = more[more.length - 1] == '\n';
  }

  @Override
  public void unit(byte[] unit, double bits, boolean typed) throws IOException {
    write(unit);
    screen.unit(unit, bits, typed);
  }

  @Override
  public void endText() throws IOException {
    if (!atLineStart) {
      write(new byte[] {'\n'});
    }
    screen.endText();
  }

  @Override
  public void line(String line) throws IOException {
    write((line + "\n").getBytes(StandardCharsets.UTF_8));
    screen.line(line);
  }

  /** Shows lines in the screen's style; the transcript has them without. */
  void lines(Function<Style, List<String>> lines) throws IOException {
    for (String line : lines.apply(new Style(false))) {
      write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    for (String line : lines.apply(screen.style())) {
      screen.line(line);
    }
  }

  @Override
  public void note(String line) throws IOException {
    screen.note(line);
  }

  @Override
  public void sideBySide(List<Column> columns) throws IOException {
    for (Column column : columns) {
      write(column.block().getBytes(StandardCharsets.UTF_8));
    }
    screen.sideBySide(columns);
  }

  @Override
  public void choose(Choosing choosing) throws IOException {
    screen.choose(choosing);
    entered(choosing.keys());
  }

  @Override
  public Style style() {
    return screen.style();
  }

  @Override
  public int columns() {
    return screen.columns();
  }
}
