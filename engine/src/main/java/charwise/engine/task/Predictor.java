package charwise.engine.task;

import java.util.List;

/**
 * Answers texts with a trained model. An answer depends on its text alone, to the bit, not on what
 * is asked beside it. Used from one thread at a time.
 */
public interface Predictor {
  /** Answers some texts, in their order. */
  List<Answer> answer(List<String> texts);
}
