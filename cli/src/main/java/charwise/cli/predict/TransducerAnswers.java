package charwise.cli.predict;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.search.Constraint;
import charwise.engine.search.SearchSettings;
import charwise.engine.task.Answer;
import charwise.engine.task.Predictor;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.SavedTransducer;
import charwise.engine.task.transducer.TransducerConfig;
import charwise.engine.task.transducer.TransducerPredictor;
import charwise.engine.task.transducer.Transduction;
import charwise.engine.task.transducer.Transduction.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answers of a transducer, and how it came to those given last. */
final class TransducerAnswers implements Predictor {
  private static final int BEAM = 4;

  private final TransducerPredictor predictor;
  private final boolean details;
  private List<Transduction> last = List.of();

  private TransducerAnswers(TransducerPredictor predictor, boolean details) {
    this.predictor = predictor;
    this.details = details;
  }

  /**
   * Answers as asked for.
   *
   * @param best the most answers to a line
   * @param details whether answers tell what each unit attended to
   * @throws UserException if the model can not do that
   */
  static TransducerAnswers of(
      SavedTransducer saved,
      WritingOptions options,
      int best,
      boolean details,
      Team team,
      Console console)
      throws IOException {
    TransducerConfig config = saved.model().config();
    boolean attends = !options.wantsAttention().isEmpty();
    if (attends && config.attention() == AttentionType.NONE) {
      throw UserException.usage(
          "the model has no attention to show", options.wantsAttention(), "leave it out");
    }
    if (options.maxLength != null && config.decoder() == DecoderType.CTC) {
      throw UserException.usage(
          "an answer by ctc is as long as its input allows", "--max-length", "leave it out");
    }
    if (options.constrain != null && options.match != null) {
      throw UserException.usage(
          "answers are from a list or match a pattern",
          "--constrain and --match",
          "leave one of them out");
    }
    Integer maximum = options.maxLength == null ? null : options.maxLength.intValue();
    int width = Math.max(options.beam == null ? BEAM : options.beam.intValue(), best);
    SearchSettings settings = TransducerPredictor.settings(width, best, attends);
    var predictor =
        new TransducerPredictor(
            saved, settings, constraint(saved, options, maximum, console), maximum, team);
    return new TransducerAnswers(predictor, details);
  }

  private static @Nullable Constraint constraint(
      SavedTransducer saved, WritingOptions options, @Nullable Integer maximum, Console console)
      throws IOException {
    if (options.match != null) {
      int most = maximum != null ? maximum : SavedTransducer.MAXIMUM_SOURCE;
      return AnswerConstraint.pattern(options.match, saved.targetVocabulary(), most);
    }
    return options.constrain == null
        ? null
        : AnswerConstraint.list(options.constrain, saved.targetVocabulary(), console);
  }

  @Override
  public List<Answer> answer(List<String> lines) {
    last = predictor.transduce(lines.stream().map(predictor::source).toList());
    return last.stream().map(this::answer).toList();
  }

  /** How it came to the answers given last. */
  List<Transduction> last() {
    return last;
  }

  private Answer answer(Transduction transduction) {
    Answer answer = TransducerPredictor.answer(transduction);
    if (!details || transduction.outputs().isEmpty()) {
      return answer;
    }
    Written best = transduction.outputs().getFirst();
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("source", transduction.source());
    more.put("units", best.units());
    more.put("attention", rows(Objects.requireNonNull(best.weights())));
    return new Answer(answer.alternatives(), answer.unknown(), more);
  }

  private static List<List<Double>> rows(List<float[]> weights) {
    List<List<Double>> rows = new ArrayList<>();
    for (float[] weight : weights) {
      List<Double> row = new ArrayList<>();
      for (float value : weight) {
        row.add((double) value);
      }
      rows.add(row);
    }
    return rows;
  }
}
