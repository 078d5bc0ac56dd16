package charwise.engine.task.language;

import charwise.engine.data.Sequences;
import charwise.engine.data.UnknownText;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import charwise.engine.task.Predictor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ranks the conditions of a language model by how well each explains a text, read as a line: by
 * their probabilities given the text, see {@link Conditions}. Units that the model has never seen,
 * and line feeds, are passed over, since they would cost the same under every condition.
 */
public final class ConditionPredictor implements Predictor {
  private final Vocabulary vocabulary;
  private final Conditions conditions;
  private final int alternatives;
  private final int lineFeed;
  private final LineLoss lines;

  /**
   * A predictor whose work a team shares.
   *
   * @param alternatives the most conditions of an answer
   * @throws IllegalArgumentException if the model knows no conditions
   */
  public ConditionPredictor(SavedModel saved, int alternatives, Team team) {
    if (saved.conditions().isEmpty()) {
      throw new IllegalArgumentException("a model without conditions has none to rank");
    }
    this.vocabulary = saved.vocabulary();
    this.conditions = saved.conditions();
    this.alternatives = Math.min(alternatives, conditions.size());
    this.lineFeed = vocabulary.id('\n');
    this.lines = new LineLoss(saved.model(), team);
  }

  @Override
  public List<Answer> answer(List<String> texts) {
    Sequences read = UnknownText.of(texts, vocabulary).items();
    char[] units = new char[read.total() + texts.size() + 1];
    int[] unknown = new int[texts.size()];
    int length = 0;
    for (int i = 0; i < texts.size(); i++) {
      units[length++] = (char) lineFeed;
      for (int j = read.start(i); j < read.end(i); j++) {
        char id = read.ids()[j];
        if (id == vocabulary.size() || id == lineFeed) {
          unknown[i]++;
        } else {
          units[length++] = id;
        }
      }
    }
    units[length] = (char) lineFeed;
    List<Answer> answers = new ArrayList<>(texts.size());
    lines.sums(
        units,
        0,
        length,
        lineFeed,
        (line, sums, from) -> answers.add(answer(conditions.posterior(sums, from), unknown[line])));
    return answers;
  }

  private Answer answer(double[] posterior, int unknown) {
    List<Alternative> likeliest =
        IntStream.range(0, posterior.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -posterior[k]))
            .limit(alternatives)
            .map(k -> new Alternative(conditions.names().get(k), posterior[k]))
            .toList();
    return new Answer(likeliest, unknown, Map.of());
  }
}
