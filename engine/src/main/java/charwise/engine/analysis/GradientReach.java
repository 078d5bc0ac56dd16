package charwise.engine.analysis;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.kernel.Team;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.OptionalInt;

/**
 * How far back a gradient reaches (Hochreiter 1991; Bengio, Simard and Frasconi 1994): the
 * Euclidean norm of dLoss(t)/dh(t − k) against the lag k, the mean over many positions t of a text.
 * h is the state of all layers together; where a cell has a second state c, h(t − k) and c(t − k)
 * are separate ways into the future, and the norm for each is that with the other held fixed. Lag 0
 * is the gradient at the read-out, where c has no part. A network without cells has no such state:
 * there h(t − k) is the vector that was looked up for the unit k before, by which alone it bears on
 * what follows. All is measured by the backward pass that trains the model, in its 32-bit floats: a
 * gradient below 1e-45 is zero.
 */
public final class GradientReach {
  /** Positions that are enough for a mean. */
  public static final int USUAL_POSITIONS = 256;

  private static final double FADED = 0.01;

  private final double[] hidden;
  private final double[] memory;

  GradientReach(double[] hidden, double[] memory) {
    this.hidden = hidden;
    this.memory = memory;
  }

  /**
   * Measures a model on a text, of which it reads up to {@code maximumLag} units before each window
   * so that its state is a real one. The result does not depend on the size of the team.
   *
   * @param items whether the model's state is reset at each line, where the gradient then ends
   * @param maximumLag the largest lag, at least 1
   * @param positions of the text, evenly spread, that are looked at; all, if there are fewer
   * @throws IllegalArgumentException if the text is not longer than the largest lag, or the model
   *     one of conditions, which a text does not bear
   */
  public static GradientReach measure(
      LanguageModel model, Corpus text, Items items, int maximumLag, int positions, Team team) {
    model.config().requireCondition(LanguageModelConfig.NO_CONDITION);
    int resetUnit = items == Items.LINE ? text.vocabulary().id('\n') : -1;
    return new ReachMeasurement(
            model.network(), model.config().vocabularySize(), maximumLag, positions, team)
        .run(text.ids(), text.length(), resetUnit);
  }

  /** The largest lag measured. */
  public int maximumLag() {
    return hidden.length - 1;
  }

  /** The mean norm of dLoss(t)/dh(t − lag). */
  public double hidden(int lag) {
    return hidden[lag];
  }

  /** Whether the cell has a second state c. */
  public boolean hasMemory() {
    return memory.length > 0;
  }

  /** The mean norm of dLoss(t)/dc(t − lag); only where there is a c. */
  public double memory(int lag) {
    return memory[lag];
  }

  /** Whether the cell goes on from c alone, so that nothing reaches back through h. */
  public boolean hasMemoryAlone() {
    return hasMemory() && hidden[1] == 0 && memory[1] > 0;
  }

  /**
   * The gradient horizon: the first lag at which the norm for h, or for c where it is the only
   * state, has fallen to 1 % of that at lag 1; empty if it has not within the lags measured.
   */
  public OptionalInt horizon() {
    double[] state = hasMemoryAlone() ? memory : hidden;
    for (int lag = 2; lag < state.length; lag++) {
      if (state[lag] <= FADED * state[1]) {
        return OptionalInt.of(lag);
      }
    }
    return OptionalInt.empty();
  }
}
