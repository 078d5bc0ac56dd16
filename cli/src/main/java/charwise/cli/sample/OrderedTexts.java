package charwise.cli.sample;

import charwise.engine.data.Corpus;
import charwise.engine.sampling.Continuation;
import charwise.engine.sampling.UnitSink;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Prints texts that are written side by side one after the other: the first incomplete one while it
 * is written, those after it later.
 */
final class OrderedTexts implements UnitSink {
  private final UnitPrinter printer;
  private final Corpus heading;
  private final int count;
  private final boolean lines;
  private final Map<Integer, StringBuilder> waiting = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();
  private int base;
  private int current;

  /**
   * Prints the heading of the first text.
   *
   * @param heading what each text begins with; empty for nothing
   * @param count how many texts there are
   * @param lines whether each text is a line; otherwise lines with their numbers set them apart
   */
  OrderedTexts(UnitPrinter printer, Corpus heading, int count, boolean lines) throws IOException {
    this.printer = printer;
    this.heading = heading;
    this.count = count;
    this.lines = lines;
    printer.print(heading);
  }

  /** Prepares for further texts, whose numbers begin with 0 again. */
  void goOn() {
    base = current;
  }

  @Override
  public void accept(int text, int id) throws IOException {
    int number = base + text;
    if (number == current) {
      printer.print(id);
    } else {
      waiting.computeIfAbsent(number, n -> new StringBuilder()).append((char) id);
    }
  }

  @Override
  public void end(Continuation text) throws IOException {
    ended.add(base + text.index());
    endCurrent();
  }

  private void endCurrent() throws IOException {
    while (ended.remove(current)) {
      printer.endLine(lines);
      current++;
      if (current < count) {
        beginCurrent();
      }
    }
  }

  /** Prints a complete text after those before it. */
  void add(Continuation text) throws IOException {
    for (int i = 0; i < text.text().length(); i++) {
      printer.print(text.text().ids()[i]);
    }
    ended.add(current);
    endCurrent();
  }

  private void beginCurrent() throws IOException {
    if (!lines) {
      printer.printLine("--- " + (current + 1) + " of " + count + " ---");
    }
    printer.print(heading);
    StringBuilder units = waiting.remove(current);
    for (int i = 0; units != null && i < units.length(); i++) {
      printer.print(units.charAt(i));
    }
  }
}
