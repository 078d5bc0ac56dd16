package charwise.cli.predict;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.search.Constraint;
import charwise.engine.search.SearchSettings;
import charwise.engine.task.Predictor;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.SavedTransducer;
import charwise.engine.task.transducer.TransducerConfig;
import charwise.engine.task.transducer.TransducerPredictor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a transducer answers as asked for. */
final class TransducerAnswers {
  private TransducerAnswers() {}

  /**
   * Answers as asked for.
   *
   * @param constraint on the answers; null if they may be any
   * @param best the most answers to a line
   * @throws UserException if the model cannot do that
   */
  static Predictor of(
      SavedTransducer saved,
      WritingOptions options,
      @Nullable Constraint constraint,
      int best,
      Team team) {
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
    Integer maximum = maximum(options);
    int width =
        Math.max(
            options.beam == null ? TransducerPredictor.USUAL_BEAM : options.beam.intValue(), best);
    SearchSettings settings = TransducerPredictor.settings(width, best, attends);
    return new TransducerPredictor(saved, settings, constraint, maximum, team);
  }

  private static @Nullable Integer maximum(WritingOptions options) {
    return options.maxLength == null ? null : options.maxLength.intValue();
  }

  /** Which answers may be given; null if any. */
  static @Nullable Constraint constraint(
      SavedTransducer saved, WritingOptions options, Console console) throws IOException {
    if (options.constrain != null && options.match != null) {
      throw UserException.usage(
          "answers are from a list or match a pattern",
          "--constrain and --match",
          "leave one of them out");
    }
    Integer maximum = maximum(options);
    if (options.match != null) {
      int most = maximum != null ? maximum : SavedTransducer.MAXIMUM_SOURCE;
      return AnswerConstraint.pattern(options.match, saved.targetVocabulary(), most);
    }
    return options.constrain == null
        ? null
        : AnswerConstraint.list(options.constrain, saved.targetVocabulary(), console);
  }
}
