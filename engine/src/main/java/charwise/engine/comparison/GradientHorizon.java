package charwise.engine.comparison;

import charwise.engine.model.LanguageModel;
import charwise.engine.text.Corpus;

/** The lag at which gradients have faded. */
final class GradientHorizon {
  private GradientHorizon() {}

  static int of(LanguageModel model, Corpus text, int threads) {
    return 1;
  }
}
