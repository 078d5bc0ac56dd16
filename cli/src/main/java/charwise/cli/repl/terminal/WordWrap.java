package charwise.cli.repl.terminal;

import java.util.function.Consumer;
import org.jline.utils.WCWidth;

/**
 * Breaks lines at words while they are written: a word that reaches the right edge is taken back
 * and begun anew on the next line. A word as long as a line is broken where the line ends.
 */
final class WordWrap {
  private static final int TAB = 8;

  private final Consumer<String> out;
  private final StringBuilder word = new StringBuilder();
  private int wordWidth;
  private int column;

  /** Writes to {@code out}, from the beginning of a line on. */
  WordWrap(Consumer<String> out) {
    this.out = out;
  }

  /** Begins a line. */
  void begin() {
    column = 0;
    endWord();
  }

  private void endWord() {
    word.setLength(0);
    wordWidth = 0;
  }

  /**
   * Writes a character.
   *
   * @param styled the same with the codes of its colour
   * @param columns of the terminal; the last one stays free, since terminals differ in what follows
   */
  void add(String character, String styled, int columns) {
    if (character.equals("\n")) {
      out.accept(styled);
      begin();
      return;
    }
    boolean tab = character.equals("\t");
    int width = tab ? TAB - column % TAB : Math.max(0, WCWidth.wcwidth(character.codePointAt(0)));
    boolean blank = tab || character.equals(" ");
    if (column + width >= columns) {
      if (blank) {
        out.accept("\n");
        begin();
        return;
      }
      breakLine(width, columns);
    }
    out.accept(styled);
    column += width;
    if (blank) {
      endWord();
    } else {
      word.append(styled);
      wordWidth += width;
    }
  }

  private void breakLine(int width, int columns) {
    boolean moves = wordWidth > 0 && wordWidth < column && wordWidth + width < columns;
    if (!moves) {
      out.accept("\n");
      begin();
      return;
    }
    out.accept("\u001b[" + wordWidth + "D\u001b[K\n" + word);
    column = wordWidth;
  }
}
