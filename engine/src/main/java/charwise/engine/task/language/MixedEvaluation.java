package charwise.engine.task.language;

import charwise.engine.data.Corpus;
import charwise.engine.loss.Loss;
import charwise.engine.ngram.KneserNey;
import charwise.engine.ngram.NgramCounter;
import charwise.engine.ngram.NgramReader;

/** N-grams of a training text, with what they foretell of the validation text. */
final class MixedEvaluation {
  private final KneserNey ngrams;

  /** By unit of the validation text. */
  private final double[] foretold;

  /**
   * Counts a text.
   *
   * @param lineStart the id that a line begins with where lines stand alone; −1 where they do not
   */
  MixedEvaluation(TrainingText text, int order, int lineStart) {
    ngrams = NgramCounter.count(text.train(), order, NgramMix.MOST_SEQUENCES, lineStart);
    foretold = foretold(text.validation(), lineStart);
  }

  private double[] foretold(Corpus validation, int lineStart) {
    NgramReader reader = new NgramReader(ngrams, lineStart);
    if (lineStart >= 0) {
      reader.read(lineStart);
    }
    double[] probabilities = new double[validation.length()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = reader.read(validation.ids()[i]);
    }
    return probabilities;
  }

  /**
   * Gives the n-grams the weight beside the network that explains the validation text best, or
   * none.
   *
   * @param networkNats the loss of each of its units by the model's network; NaN does not count
   * @return the loss of both together
   */
  Loss mix(LanguageModel model, double[] networkNats) {
    int hundredths = NgramMix.fit(networkNats, foretold);
    NgramMix mix = hundredths == 0 ? null : new NgramMix(ngrams, hundredths);
    model.mix(mix);
    double nats = 0;
    long count = 0;
    for (int i = 0; i < networkNats.length; i++) {
      if (!Double.isNaN(networkNats[i])) {
        nats += mix == null ? networkNats[i] : mix.nats(networkNats[i], foretold[i]);
        count++;
      }
    }
    return new Loss(nats, count);
  }
}
