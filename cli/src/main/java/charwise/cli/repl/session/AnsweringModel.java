package charwise.cli.repl.session;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.NumberText;
import charwise.cli.console.Style;
import charwise.cli.console.VisibleText;
import charwise.cli.plot.AttentionMap;
import charwise.cli.plot.TerminalHeatmap;
import charwise.engine.data.Vocabulary;
import charwise.engine.registry.TaskType;
import charwise.engine.task.Alignment;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import java.util.ArrayList;
import java.util.List;

/** A model that answers lines. */
public record AnsweringModel(String name, SavedTask saved, Predictor predictor)
    implements LoadedModel {
  /** The most choices shown. */
  static final int CHOICES = 5;

  private static final String CUT = "…";
  private static final int LONGEST_BAR = 40;
  private static final int LONGEST_NAME = 30;

  @Override
  public Vocabulary vocabulary() {
    return saved.vocabulary();
  }

  @Override
  public String description() {
    return name
        + ": "
        + TaskType.of(saved).format().title()
        + ", "
        + saved.model().config().title()
        + ", knows "
        + vocabulary().size()
        + " characters";
  }

  /** How many lines an answer takes that is one of several choices; 0 if answers are texts. */
  public int choices() {
    return Math.min(CHOICES, saved.choices().size());
  }

  /**
   * The answer to a line as it is shown: the likeliest choices, each with a bar as long as it is
   * probable; or what was written and, below it, what it looked at.
   */
  public List<String> rows(String line, int columns, Style style) {
    Answer answer = predictor.answer(List.of(line)).getFirst();
    return choices() > 0
        ? bars(answer.alternatives(), columns, style)
        : text(answer, columns, style);
  }

  private static List<String> text(Answer answer, int columns, Style style) {
    Alternative best = answer.best();
    List<String> rows = new ArrayList<>();
    boolean isCut = !best.isComplete() && !best.prediction().isEmpty();
    rows.add(VisibleText.lines(best.prediction()) + (isCut ? CUT : ""));
    Alignment alignment = answer.alignment();
    if (alignment != null && !alignment.source().isEmpty()) {
      rows.addAll(
          TerminalHeatmap.rows(
              AttentionMap.of(
                  best.prediction(), alignment.source(), alignment.units(), alignment.weights()),
              columns,
              style));
    }
    return rows;
  }

  private static List<String> bars(List<Alternative> choices, int columns, Style style) {
    List<String> names = choices.stream().map(AnsweringModel::shortName).toList();
    int width = names.stream().mapToInt(CharacterWidth::of).max().orElse(0);
    int room = Math.clamp(columns - width - " 100.0 % ".length() - 1, 1, LONGEST_BAR);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double probability = choices.get(i).probability();
      String name = names.get(i) + " ".repeat(width - CharacterWidth.of(names.get(i)));
      String bar = "━".repeat((int) Math.round(probability * room));
      rows.add(
          (i == 0 ? style.bold(name) : name)
              + " %5s %%".formatted(NumberText.fixed(100 * probability, 1))
              + (bar.isEmpty() ? "" : " " + style.accent(bar)));
    }
    return rows;
  }

  private static String shortName(Alternative choice) {
    String name = VisibleText.line(choice.prediction());
    return CharacterWidth.of(name) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2)) + CUT;
  }
}
