package charwise.engine.task.language;

import charwise.engine.data.Corpus;
import charwise.engine.loss.Loss;
import charwise.engine.ngram.KneserNey;
import charwise.engine.ngram.NgramCounter;
import charwise.engine.ngram.NgramReader;

/** N-grams of a training text, with what they foretell of the validation text. */
final class MixedEvaluation {
  private final KneserNey ngrams;

  /** By unit of the validation text, of which the first may follow nothing and not be counted. */
  private final double[] foretold;

  private final int first;
  private double meanNetworkNats = Double.NaN;

  /**
   * Counts a text.
   *
   * @param lineStart the id that a line begins with where lines stand alone; −1 where they do not
   */
  MixedEvaluation(TrainingText text, int order, int lineStart) {
    ngrams = NgramCounter.count(text.train(), order, NgramMix.MOST_SEQUENCES, lineStart);
    foretold = foretold(text.validation(), lineStart);
    first = lineStart >= 0 ? 0 : 1;
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
   * @param networkNats the loss of each of its units by the model's network
   * @return the loss of both together; that of the network where it is not finite
   */
  Loss mix(LanguageModel model, double[] networkNats) {
    double alone = 0;
    for (int i = first; i < networkNats.length; i++) {
      alone += networkNats[i];
    }
    int hundredths = Double.isFinite(alone) ? NgramMix.fit(networkNats, foretold, first) : 0;
    NgramMix mix = hundredths == 0 ? null : new NgramMix(ngrams, hundredths);
    model.mix(mix);
    Loss network = new Loss(alone, networkNats.length - first);
    meanNetworkNats = network.natsPerCharacter();
    if (mix == null) {
      return network;
    }
    double both = 0;
    for (int i = first; i < networkNats.length; i++) {
      both += mix.nats(networkNats[i], foretold[i]);
    }
    return new Loss(both, network.count());
  }

  /** The mean loss of the network alone when it was mixed last; NaN before. */
  double meanNetworkNats() {
    return meanNetworkNats;
  }
}
