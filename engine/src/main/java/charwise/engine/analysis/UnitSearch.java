package charwise.engine.analysis;

import charwise.engine.analysis.Activations.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which units follow something visible in the text (after Karpathy, Johnson and Fei-Fei 2015, who
 * found cells that are on inside quotes or count along a line): Pearson's correlation, over the
 * characters of a text, of each unit's value after a character with features of that character.
 */
public final class UnitSearch {
  private final Activations activations;
  private final List<Quantity> quantities;
  private final TextFeatures features = new TextFeatures();
  private final float[] values;
  private final double[] featureSums = new double[TextFeatures.NAMES.size()];
  private final double[] featureSquares = new double[TextFeatures.NAMES.size()];
  private final double[] sums;
  private final double[] squares;
  private final double[][] products;
  private long count;

  /**
   * A unit and how well it follows a feature.
   *
   * @param correlation from −1 to 1
   */
  public record Match(String feature, int layer, String gate, int unit, double correlation) {}

  /**
   * With nothing read.
   *
   * @param quantities what of each unit to look at
   */
  public UnitSearch(Activations activations, List<Quantity> quantities) {
    this.activations = activations;
    this.quantities = List.copyOf(quantities);
    values = new float[activations.units()];
    int all = activations.layers() * quantities.stream().mapToInt(Quantity::units).sum();
    sums = new double[all];
    squares = new double[all];
    products = new double[TextFeatures.NAMES.size()][all];
  }

  /** Takes in the character that is being visited. */
  public void add(int unit) {
    features.feed(unit);
    double[] seen = features.values();
    for (int f = 0; f < seen.length; f++) {
      featureSums[f] += seen[f];
      featureSquares[f] += seen[f] * seen[f];
    }
    count++;
    int place = 0;
    for (int layer = 0; layer < activations.layers(); layer++) {
      for (Quantity quantity : quantities) {
        activations.copy(layer, quantity, values);
        for (int i = 0; i < quantity.units(); i++) {
          float value = values[i];
          sums[place] += value;
          squares[place] += (double) value * value;
          for (int f = 0; f < seen.length; f++) {
            products[f][place] += seen[f] * value;
          }
          place++;
        }
      }
    }
  }

  /**
   * For each feature that varied in the text, the units that follow it best.
   *
   * @param most how many for each feature
   */
  public List<Match> best(int most) {
    List<Match> best = new ArrayList<>();
    for (int f = 0; f < featureSums.length; f++) {
      List<Match> matches = new ArrayList<>();
      for (int place = 0; place < sums.length; place++) {
        double correlation = correlation(f, place);
        if (Double.isFinite(correlation)) {
          matches.add(match(f, place, correlation));
        }
      }
      matches.sort(Comparator.comparingDouble((Match match) -> -Math.abs(match.correlation())));
      best.addAll(matches.subList(0, Math.min(most, matches.size())));
    }
    return best;
  }

  private Match match(int feature, int place, double correlation) {
    int ofLayer = sums.length / activations.layers();
    int unit = place % ofLayer;
    int quantity = 0;
    while (unit >= quantities.get(quantity).units()) {
      unit -= quantities.get(quantity++).units();
    }
    return new Match(
        TextFeatures.NAMES.get(feature),
        place / ofLayer,
        quantities.get(quantity).name(),
        unit,
        correlation);
  }

  /** NaN where either does not vary. */
  private double correlation(int f, int place) {
    double covariance = products[f][place] - featureSums[f] * sums[place] / count;
    double spread = featureSquares[f] - featureSums[f] * featureSums[f] / count;
    double unitSpread = squares[place] - sums[place] * sums[place] / count;
    return spread > 1e-9 * count && unitSpread > 1e-12 * count
        ? covariance / Math.sqrt(spread * unitSpread)
        : Double.NaN;
  }
}
