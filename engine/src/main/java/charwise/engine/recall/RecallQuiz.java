package charwise.engine.recall;

import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import java.util.Arrays;

/** Asks a model many questions at once, on items it has not seen. */
public final class RecallQuiz {
  private static final int STREAMS = 64;

  private final LanguageModel model;
  private final RecallItems items;
  private final long seed;
  private final int lineFeed;

  /**
   * A quiz.
   *
   * @param seed of the items: another than the training's
   */
  public RecallQuiz(LanguageModel model, RecallItems items, long seed) {
    this.model = model;
    this.items = items;
    this.seed = seed;
    lineFeed = items.vocabulary().id('\n');
  }

  /**
   * The share of answers that are right. An answer is right if the model, having read the item up
   * to there from the zero state, finds each of its units the likeliest: if it would write just
   * that.
   *
   * @param lag units between key and question
   * @param questions how many to ask
   */
  public double shareRight(int lag, int questions) {
    int right = 0;
    for (int first = 0; first < questions; first += STREAMS) {
      right += right(lag, first, Math.min(STREAMS, questions - first));
    }
    return (double) right / questions;
  }

  private int right(int lag, int first, int streams) {
    RecallItems.Item[] asked = new RecallItems.Item[streams];
    Arrays.setAll(asked, i -> items.item(seed, first + i, lag));
    int longest = items.longestItem(lag);
    Inference inference = Inference.ofWindows(model, streams);
    int[] units = new int[inference.window() * streams];
    boolean[] wrong = new boolean[streams];
    for (int from = 0; from < longest; from += inference.window()) {
      int steps = Math.min(inference.window(), longest - from);
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < streams; i++) {
          units[step * streams + i] = unitBefore(asked[i], from + step);
        }
      }
      inference.readAll(units, steps);
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < streams; i++) {
          RecallItems.Item item = asked[i];
          int t = from + step;
          boolean inAnswer = t >= item.answer() && t < item.answer() + item.answerLength();
          wrong[i] |=
              inAnswer
                  && likeliest(inference, inference.logitsOffset(step, i)) != item.text().ids()[t];
        }
      }
    }
    int right = 0;
    for (boolean failed : wrong) {
      right += failed ? 0 : 1;
    }
    return right;
  }

  /** What is read before the unit at an index is known. */
  private int unitBefore(RecallItems.Item item, int index) {
    boolean inside = index > 0 && index <= item.text().length();
    return inside ? item.text().ids()[index - 1] : lineFeed;
  }

  private int likeliest(Inference inference, int offset) {
    float[] logits = inference.logits();
    int best = 0;
    for (int unit = 1; unit < model.config().vocabularySize(); unit++) {
      if (logits[offset + unit] > logits[offset + best]) {
        best = unit;
      }
    }
    return best;
  }
}
