package charwise.cli.repl.session;

import charwise.cli.console.Style;
import java.io.IOException;
import java.util.List;

/** Shows the results of a session, and notes. */
public interface Screen {
  /**
   * Shows the next unit of a text.
   *
   * @param unit the bytes of the unit
   * @param bits its information for the model in bits; NaN if it is not to be shown
   * @param typed whether the user has written it, not the model
   */
  void unit(byte[] unit, double bits, boolean typed) throws IOException;

  /** Ends a text, and its line. */
  void endText() throws IOException;

  void line(String line) throws IOException;

  /** Shows a line that is not a result. */
  void note(String line) throws IOException;

  /** Shows texts side by side, or one after the other if there is no room. */
  void sideBySide(List<Column> columns) throws IOException;

  /** Lets the user choose the next characters. */
  void choose(Choosing choosing) throws IOException;

  /** The style of lines and notes. */
  Style style();

  /** The width of the screen in characters. */
  int columns();

  /** A text of one or more lines with a heading. */
  record Column(String title, String text) {
    /** The title and the text below it. */
    public String block() {
      return "--- " + title + " ---\n" + text + (text.endsWith("\n") ? "" : "\n");
    }
  }
}
