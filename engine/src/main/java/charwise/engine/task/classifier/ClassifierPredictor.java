package charwise.engine.task.classifier;

import charwise.engine.data.Sequences;
import charwise.engine.data.UnknownText;
import charwise.engine.kernel.Team;
import charwise.engine.measure.Calibration;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import charwise.engine.task.Predictor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Names the labels of texts, the likeliest first, with their probabilities. */
public final class ClassifierPredictor implements Predictor {
  private final SavedClassifier saved;
  private final LogitMix mix;
  private final int alternatives;

  /**
   * A predictor whose work a team shares.
   *
   * @param alternatives the most labels of an answer
   */
  public ClassifierPredictor(SavedClassifier saved, int alternatives, Team team) {
    this.saved = saved;
    this.alternatives = Math.min(alternatives, saved.labels().size());
    this.mix =
        new LogitMix(
            saved.model(), saved.model().ngrams(saved.vocabulary()), saved.maximumLength(), team);
  }

  @Override
  public List<Answer> answer(List<String> texts) {
    UnknownText read = UnknownText.of(texts, saved.vocabulary());
    float[] logits = logits(read.items());
    int classes = saved.labels().size();
    List<Answer> answers = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      double[] probabilities = Calibration.probabilities(logits, i * classes, classes);
      List<Alternative> likeliest =
          IntStream.range(0, classes)
              .boxed()
              .sorted(Comparator.comparingDouble(k -> -probabilities[k]))
              .limit(alternatives)
              .map(k -> new Alternative(saved.labels().name(k), probabilities[k]))
              .toList();
      answers.add(new Answer(likeliest, read.unknown(i), Map.of()));
    }
    return answers;
  }

  /** The calibrated logits of items, a row of all labels each. */
  public float[] logits(Sequences items) {
    return LogitMix.sum(
        saved.networkScale(), mix.network(items), saved.ngramScale(), mix.ngrams(items));
  }
}
