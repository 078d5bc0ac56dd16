package charwise.cli.repl.session;

import charwise.cli.console.Style;
import java.io.IOException;
import java.util.List;

/** Shows what a session brings forth. All but notes are results. */
public interface Screen {
  /**
   * Shows the next unit of a text.
   *
   * @param unit what it is in a file
   * @param bits its information for the model, in bits; NaN where that is not to be shown
   * @param typed whether the user has written it, not the model
   */
  void unit(byte[] unit, double bits, boolean typed) throws IOException;

  /** Ends a text of units and the line that it is on. */
  void endText() throws IOException;

  /** Shows one line. */
  void line(String line) throws IOException;

  /** Shows a line that only a person wants to read. */
  void note(String line) throws IOException;

  /** Shows texts beside one another, or one after the other where there is no room. */
  void sideBySide(List<Column> columns) throws IOException;

  /** Lets the user choose what comes next in the text, until done. */
  void choose(Choosing choosing) throws IOException;

  /** How to emphasize words in lines and notes. */
  Style style();

  /** How many characters fit on a line. */
  int columns();

  /**
   * A text with a heading.
   *
   * @param title the heading
   * @param text the text, in one or more lines
   */
  record Column(String title, String text) {
    /** Both, one below the other. */
    public String block() {
      return "--- " + title + " ---\n" + text + (text.endsWith("\n") ? "" : "\n");
    }
  }
}
