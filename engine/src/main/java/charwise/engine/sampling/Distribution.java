package charwise.engine.sampling;

import charwise.engine.kernel.Kernels;
import charwise.engine.loss.LogSoftmax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a model expects next: the softmax of its logits, with no settings applied. */
public final class Distribution {
  private static final int ALIGNMENT = 64;

  private final float[] logits;
  private final float[] weights;
  private double sum;
  private double logNormalizer;

  /** Room for one distribution over a vocabulary. */
  public Distribution(int vocabularySize) {
    logits = new float[vocabularySize];
    weights = new float[Math.ceilDiv(vocabularySize, ALIGNMENT) * ALIGNMENT];
  }

  /**
   * Takes over a model's logits; what is not a finite number counts as the nearest that is, NaN as
   * the lowest. Allocates nothing.
   *
   * @param source {@code vocabularySize} logits from {@code offset} on; not modified
   */
  public void load(float[] source, int offset) {
    System.arraycopy(source, offset, logits, 0, logits.length);
    LogSoftmax.makeFinite(logits);
    System.arraycopy(logits, 0, weights, 0, logits.length);
    float highest = Kernels.SOFTMAX.maximum(weights, 0, ALIGNMENT, logits.length);
    sum = Kernels.SOFTMAX.exponentials(weights, 0, ALIGNMENT, logits.length, highest);
    logNormalizer = highest + StrictMath.log(sum);
  }

  /** The probability of a unit. */
  public double probability(int id) {
    return weights[id] / sum;
  }

  /** How surprising a unit would be: minus the natural logarithm of its probability. */
  public double nats(int id) {
    return logNormalizer - logits[id];
  }

  /** All units, the most likely first; of equals, the lower id first. */
  public List<UnitProbability> ranked() {
    List<UnitProbability> ranked = new ArrayList<>(logits.length);
    for (int id = 0; id < logits.length; id++) {
      ranked.add(new UnitProbability(id, probability(id)));
    }
    ranked.sort(
        Comparator.comparingDouble(UnitProbability::probability)
            .reversed()
            .thenComparingInt(UnitProbability::id));
    return ranked;
  }
}
