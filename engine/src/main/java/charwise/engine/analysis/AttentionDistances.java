package charwise.engine.analysis;

import java.util.ArrayList;
import java.util.List;

/** How far back each head of attention looks: the mean distance in units, weighed by attention. */
public final class AttentionDistances {
  private final Activations activations;
  private final float[] weights;
  private final double[][] sums;
  private long count;

  /**
   * The mean distance of one head.
   *
   * @param units between a unit and what it looks at; 0 is itself
   */
  public record Distance(int layer, int head, double units) {}

  /** With nothing counted, for what {@code activations} reads. */
  public AttentionDistances(Activations activations) {
    this.activations = activations;
    weights = new float[activations.context()];
    sums = new double[activations.layers()][activations.heads()];
  }

  /** Counts the character that is being visited. */
  public void add() {
    for (int layer = 0; layer < sums.length; layer++) {
      for (int head = 0; head < sums[layer].length; head++) {
        int seen = activations.lookBack(layer, head, weights);
        for (int i = 0; i < seen; i++) {
          sums[layer][head] += (double) weights[i] * (seen - 1 - i);
        }
      }
    }
    count++;
  }

  /** The means, from the lowest layer up; NaN where nothing was counted. */
  public List<Distance> means() {
    List<Distance> means = new ArrayList<>();
    for (int layer = 0; layer < sums.length; layer++) {
      for (int head = 0; head < sums[layer].length; head++) {
        means.add(new Distance(layer, head, sums[layer][head] / count));
      }
    }
    return means;
  }
}
