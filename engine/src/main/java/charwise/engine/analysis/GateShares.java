package charwise.engine.analysis;

import charwise.engine.analysis.Activations.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * How often gates are open (above 0.9) and shut (below 0.1), by layer, after Karpathy, Johnson and
 * Fei-Fei (2015): shares of all units at all characters.
 */
public final class GateShares {
  private static final float OPEN = 0.9f;
  private static final float SHUT = 0.1f;

  private final List<Tally> tallies = new ArrayList<>();
  private final Activations activations;
  private final float[] values;

  /**
   * The shares of one gate in one layer.
   *
   * @param open the share above 0.9
   * @param shut the share below 0.1
   * @param mean of all values
   */
  public record Share(int layer, String gate, double open, double shut, double mean) {}

  private static final class Tally {
    final int layer;
    final Quantity gate;
    long open;
    long shut;
    long count;
    double sum;

    Tally(int layer, Quantity gate) {
      this.layer = layer;
      this.gate = gate;
    }
  }

  /** With nothing counted, for what {@code activations} reads. */
  public GateShares(Activations activations) {
    this.activations = activations;
    this.values = new float[activations.units()];
    for (int layer = 0; layer < activations.layers(); layer++) {
      for (Quantity quantity : activations.quantities()) {
        if (quantity.share()) {
          tallies.add(new Tally(layer, quantity));
        }
      }
    }
  }

  /** Counts the character that is being visited. */
  public void add() {
    for (Tally tally : tallies) {
      activations.copy(tally.layer, tally.gate, values);
      for (int unit = 0; unit < tally.gate.units(); unit++) {
        tally.open += values[unit] > OPEN ? 1 : 0;
        tally.shut += values[unit] < SHUT ? 1 : 0;
        tally.sum += values[unit];
      }
      tally.count += tally.gate.units();
    }
  }

  /** The shares, from the lowest layer up; NaN where nothing was counted. */
  public List<Share> shares() {
    return tallies.stream()
        .map(
            tally ->
                new Share(
                    tally.layer,
                    tally.gate.name(),
                    (double) tally.open / tally.count,
                    (double) tally.shut / tally.count,
                    tally.sum / tally.count))
        .toList();
  }
}
