package charwise.engine.comparison;

import charwise.engine.analysis.GradientReach;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.kernel.Team;
import charwise.engine.task.language.LanguageModel;

/**
 * The lag at which a model's mean gradient norm dLoss(t)/dh(t − k) has fallen to 1 % of its value
 * at lag 1, as {@link GradientReach} measures it. Looked for up to {@link #limit}; a horizon of
 * just that may be farther away.
 */
public final class GradientHorizon {
  private static final int MAXIMUM_LAG = 500;

  /** Steps from which on a model is looked at in as many positions as are usual. */
  private static final int LONG_RUN = 1500;

  private static final int LEAST_POSITIONS = 16;

  private GradientHorizon() {}

  /** The largest lag looked at: 500, or half of a shorter text. */
  public static int limit(Corpus text) {
    return Math.clamp(text.length() / 2, 1, MAXIMUM_LAG);
  }

  /** What looking for it costs, in units read: windows twice, and the way back as much again. */
  static long cost(Corpus text, long steps) {
    return 4L * positions(steps) * limit(text);
  }

  /**
   * The horizon of a model on a text of at least two units.
   *
   * @param steps that trained it; after a short run fewer positions are looked at
   */
  public static int of(LanguageModel model, Corpus text, Items items, long steps) {
    int limit = limit(text);
    try (Team team = new Team(1)) {
      return GradientReach.measure(model, text, items, limit, positions(steps), team)
          .horizon()
          .orElse(limit);
    }
  }

  private static int positions(long steps) {
    return Math.clamp(
        GradientReach.USUAL_POSITIONS * steps / LONG_RUN,
        LEAST_POSITIONS,
        GradientReach.USUAL_POSITIONS);
  }
}
