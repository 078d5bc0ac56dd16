package charwise.cli.predict;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.Console;
import charwise.cli.console.Style;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.engine.kernel.Team;
import charwise.engine.task.Answer;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which characters of a text made its label: how much the logarithm of the label's probability
 * changes when the text goes on by each of them.
 */
final class Attribution {
  /** A change of the logarithm that is worth showing. */
  private static final double LITTLE = 0.05;

  private static final int GREEN = 114;
  private static final int RED = 203;

  private final Predictor predictor;
  private final Console console;

  private Attribution(Predictor predictor, Console console) {
    this.predictor = predictor;
    this.console = console;
  }

  static Attribution of(SavedTask saved, String model, Team team, Console console) {
    List<String> choices = saved.choices();
    Predictor predictor = choices.isEmpty() ? null : saved.predictor(choices.size(), team);
    if (predictor == null) {
      throw UserException.usage(
          "--show is for models that choose among labels", model, "leave it out");
    }
    return new Attribution(predictor, console);
  }

  /** Prints a text below its answer. */
  void print(String text, Answer answer) throws IOException {
    int[] units = text.codePoints().toArray();
    List<String> beginnings = new ArrayList<>();
    beginnings.add("");
    for (int i = 1; i <= units.length; i++) {
      beginnings.add(new String(units, 0, i));
    }
    double[] logs = logarithms(beginnings, answer.best().prediction());
    Style style = console.outputStyle();
    int room =
        style.colored() || !console.terminal().output()
            ? Integer.MAX_VALUE // a terminal wraps coloured text by itself
            : console.terminal().columns().getAsInt();
    StringBuilder line = new StringBuilder();
    StringBuilder signs = new StringBuilder();
    int used = 0;
    for (int i = 0; i < units.length; i++) {
      double change = logs[i + 1] - logs[i];
      String shown = VisibleText.line(Character.toString(units[i]));
      int width = CharacterWidth.of(shown);
      if (used + width > room && used > 0) {
        print(line, signs, style);
        used = 0;
      }
      used += width;
      boolean helps = change > LITTLE;
      boolean matters = helps || change < -LITTLE;
      line.append(matters ? style.foreground(helps ? GREEN : RED, shown) : shown);
      signs.append((matters ? helps ? "+" : "-" : " ").repeat(width));
    }
    print(line, signs, style);
  }

  /** Prints a line of text, without colour its signs below it, and empties both. */
  private void print(StringBuilder line, StringBuilder signs, Style style) throws IOException {
    console.out().println(line.toString());
    if (!style.colored()) {
      console.out().println(signs.toString().stripTrailing());
    }
    line.setLength(0);
    signs.setLength(0);
  }

  /** The logarithm of the probability of a label, for each of some texts. */
  private double[] logarithms(List<String> texts, String label) {
    return predictor.answer(texts).stream()
        .flatMap(answer -> answer.alternatives().stream())
        .filter(alternative -> alternative.prediction().equals(label))
        .mapToDouble(one -> StrictMath.log(Math.max(one.probability(), Double.MIN_NORMAL)))
        .toArray();
  }
}
