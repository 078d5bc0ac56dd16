package charwise.cli.sample;

import charwise.engine.sampling.UnitSink;
import charwise.engine.text.Corpus;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Prints texts that are written side by side one after the other: the first as it comes, the others
 * kept until those before them are complete.
 */
final class OrderedTexts implements UnitSink {
  private final UnitPrinter printer;
  private final Corpus heading;
  private final int count;
  private final int length;
  private final Map<Integer, StringBuilder> waiting = new HashMap<>();
  private int current;
  private int printed;

  /**
   * Begins the first text.
   *
   * @param heading what each text begins with; empty for nothing
   * @param count how many texts there are
   * @param length the most units that a text gets
   */
  OrderedTexts(UnitPrinter printer, Corpus heading, int count, int length) throws IOException {
    this.printer = printer;
    this.heading = heading;
    this.count = count;
    this.length = length;
    printer.print(heading);
  }

  @Override
  public void accept(int text, int id) throws IOException {
    if (text > current) {
      waiting.computeIfAbsent(text, number -> new StringBuilder()).append((char) id);
      return;
    }
    print(id);
    while (printed == length && current < count - 1) {
      beginNext();
    }
  }

  /** Prints what is left when all texts are complete. */
  void end() throws IOException {
    while (current < count - 1) {
      beginNext();
    }
    printer.endLine("");
  }

  private void beginNext() throws IOException {
    current++;
    printed = 0;
    printer.endLine("--- " + (current + 1) + " of " + count + " ---");
    printer.print(heading);
    StringBuilder units = waiting.remove(current);
    for (int i = 0; units != null && i < units.length(); i++) {
      print(units.charAt(i));
    }
  }

  private void print(int id) throws IOException {
    printer.print(id);
    printed++;
  }
}
