package charwise.engine.comparison;

import charwise.engine.data.Corpus;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.StreamLoss;

/**
 * What a model loses when it may see only the last few units. At some positions, evenly spread over
 * the text, the model reads just so many units from the zero state; what its loss there exceeds
 * that of the whole text read as one stream, on average, is added to the loss of the whole text.
 * Positions vary a hundred times more in difficulty than in what a short context costs, so taking
 * differences at the same positions makes the sample precise, and comparable between contexts.
 */
public final class ContextLoss {
  private static final int STREAMS = 64;

  private final LanguageModel model;
  private final Corpus text;
  private final int[] positions;
  private final double[] losses;

  /**
   * Reads the whole text once.
   *
   * @param longest the longest context that will be asked for
   * @param sample how many positions are taken; all, if the text has fewer
   * @throws IllegalArgumentException if the text has no unit after so many
   */
  public ContextLoss(LanguageModel model, Corpus text, int longest, int sample) {
    this.model = model;
    this.text = text;
    int possible = text.length() - longest;
    if (possible < 1) {
      throw new IllegalArgumentException("no unit follows " + longest + " others");
    }
    positions = new int[Math.min(sample, possible)];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = longest + (int) ((long) possible * i / positions.length);
    }
    losses = new double[text.length() - 1];
    try (Team team = new Team(1)) {
      new StreamLoss(model, team).read(text.ids(), losses.length, -1, losses);
    }
  }

  /**
   * The loss in nats a unit when each is read after {@code context} units.
   *
   * @param context at least 1 and at most the longest
   */
  public double natsPerCharacter(int context) {
    double excess = 0;
    for (int first = 0; first < positions.length; first += STREAMS) {
      excess += excess(context, first, Math.min(STREAMS, positions.length - first));
    }
    double whole = 0;
    for (double loss : losses) {
      whole += loss;
    }
    return whole / losses.length + excess / positions.length;
  }

  /** The same in bits. */
  public double bitsPerCharacter(int context) {
    return natsPerCharacter(context) / Loss.LN_2;
  }

  private double excess(int context, int first, int streams) {
    Inference inference = Inference.ofWindows(model, streams);
    int[] units = new int[inference.window() * streams];
    for (int from = 0; from < context; from += inference.window()) {
      int steps = Math.min(inference.window(), context - from);
      for (int t = 0; t < steps; t++) {
        for (int i = 0; i < streams; i++) {
          units[t * streams + i] = text.ids()[positions[first + i] - context + from + t];
        }
      }
      inference.readAll(units, steps);
    }
    double excess = 0;
    for (int i = 0; i < streams; i++) {
      int position = positions[first + i];
      excess += nats(inference, i, text.ids()[position]) - losses[position - 1];
    }
    return excess;
  }

  private double nats(Inference inference, int stream, int unit) {
    float[] logits = inference.logits();
    int offset = inference.logitsOffset(stream);
    float largest = Float.NEGATIVE_INFINITY;
    for (int v = 0; v < model.config().vocabularySize(); v++) {
      largest = Math.max(largest, logits[offset + v]);
    }
    double sum = 0;
    for (int v = 0; v < model.config().vocabularySize(); v++) {
      sum += StrictMath.exp(logits[offset + v] - largest);
    }
    return StrictMath.log(sum) + largest - logits[offset + unit];
  }
}
