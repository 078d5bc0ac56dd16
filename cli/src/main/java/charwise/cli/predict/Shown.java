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
final class Shown {
  /** A change of the logarithm that is worth showing. */
  private static final double LITTLE = 0.05;

  private static final int GREEN = 114;
  private static final int RED = 203;

  private final Predictor predictor;
  private final Console console;

  private Shown(Predictor predictor, Console console) {
    this.predictor = predictor;
    this.console = console;
  }

  static Shown of(SavedTask saved, String model, Team team, Console console) {
    List<String> choices = saved.choices();
    Predictor predictor = choices.isEmpty() ? null : saved.predictor(choices.size(), team);
    if (predictor == null) {
      throw UserException.usage(
          "--show is for models that choose among labels", model, "leave it out");
    }
    return new Shown(predictor, console);
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
    StringBuilder coloured = new StringBuilder();
    StringBuilder signs = new StringBuilder();
    for (int i = 0; i < units.length; i++) {
      double change = logs[i + 1] - logs[i];
      String shown = VisibleText.line(Character.toString(units[i]));
      String sign = change > LITTLE ? "+" : change < -LITTLE ? "-" : " ";
      coloured.append(
          change > LITTLE
              ? style.foreground(GREEN, shown)
              : change < -LITTLE ? style.foreground(RED, shown) : shown);
      signs.append(sign.repeat(CharacterWidth.of(shown)));
    }
    console.out().println(coloured.toString());
    if (!style.colored()) {
      console.out().println(signs.toString().stripTrailing());
    }
  }

  /** Of the probability of a label for each of some texts. */
  private double[] logarithms(List<String> texts, String label) {
    return predictor.answer(texts).stream()
        .flatMap(answer -> answer.alternatives().stream())
        .filter(alternative -> alternative.prediction().equals(label))
        .mapToDouble(one -> StrictMath.log(Math.max(one.probability(), Double.MIN_NORMAL)))
        .toArray();
  }
}
