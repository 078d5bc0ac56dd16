package charwise.engine.task.classifier;

import charwise.engine.data.Sequences;
import charwise.engine.kernel.Team;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.ngram.NgramRow;
import org.jspecify.annotations.Nullable;

/** The logits of items by the network and by the n-grams, and their sum. */
final class LogitMix {
  private final int classes;
  private final ClassifierReader network;
  private final @Nullable NgramLinear ngrams;

  LogitMix(Classifier model, @Nullable NgramLinear ngrams, int maximumLength, Team team) {
    this.classes = model.config().classes();
    this.network = new ClassifierReader(model, maximumLength, team);
    this.ngrams = ngrams;
  }

  /** A row of the network's logits for each item. */
  float[] network(Sequences items) {
    float[] logits = new float[Math.multiplyExact(items.size(), classes)];
    network.read(items, logits);
    return logits;
  }

  /** A row of the n-grams' logits for each item; zeros where there are none. */
  float[] ngrams(Sequences items) {
    float[] logits = new float[Math.multiplyExact(items.size(), classes)];
    if (ngrams != null) {
      NgramRow row = ngrams.row();
      for (int i = 0; i < items.size(); i++) {
        row.read(items.ids(), items.start(i), items.end(i));
        ngrams.logits(row, logits, i * classes);
      }
    }
    return logits;
  }

  /** {@code a · network + b · ngrams}, item by item, in place of the first. */
  static float[] sum(double a, float[] network, double b, float[] ngrams) {
    for (int i = 0; i < network.length; i++) {
      network[i] = (float) (a * network[i] + b * ngrams[i]);
    }
    return network;
  }
}
