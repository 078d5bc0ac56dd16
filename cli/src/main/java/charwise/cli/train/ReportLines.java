package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.VisibleText;
import charwise.engine.loss.Loss;
import java.io.IOException;

/** The lines of a finished run's report, each a name and what is to be said of it. */
final class ReportLines {
  private final Console console;

  ReportLines(Console console) {
    this.console = console;
  }

  /** Prints a line. */
  void line(String name, String value) throws IOException {
    console.out().println(console.outputStyle().bold("%-12s".formatted(name)) + value);
  }

  /** Prints a mean loss, in nats and bits. */
  void loss(String name, double nats, String unit) throws IOException {
    line(
        name,
        Double.isFinite(nats)
            ? NumberText.fixed(nats, 4)
                + " nats/"
                + unit
                + ", "
                + NumberText.fixed(nats / Loss.LN_2, 4)
                + " bits/"
                + unit
            : "not measured");
  }

  /** Prints text that the model made, after an empty line. */
  void text(String text) throws IOException {
    console.out().println("");
    console.out().println(console.terminal().output() ? VisibleText.lines(text) : text);
  }
}
