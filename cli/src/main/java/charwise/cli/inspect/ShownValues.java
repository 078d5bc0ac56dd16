package charwise.cli.inspect;

import charwise.cli.plot.Heatmap;
import charwise.engine.analysis.Activations;
import charwise.engine.analysis.Activations.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of a heatmap: one quantity of the units of a layer that change most from character to
 * character, or all quantities of one unit. What may grow without bound, as the memory of a cell,
 * has a scale of its own in each row.
 */
final class ShownValues {
  private static final int MOST_UNITS = 24;
  private static final double LEAST_SCALE = 1e-6;

  private final Selection selection;
  private final int layer;
  private final int units;
  private final int most;
  private final List<Quantity> quantities;
  private final List<float[]> rows = new ArrayList<>();
  private final float[] copied;

  /**
   * No values yet.
   *
   * @param most characters to keep
   */
  ShownValues(Activations activations, Selection selection, int most) {
    this.selection = selection;
    this.most = most;
    layer = selection.layerOr(activations.layers() - 1);
    copied = new float[activations.units()];
    quantities =
        selection.unit() != null && selection.quantity() == null
            ? selection.all()
            : List.of(selection.quantityOrState());
    units = quantities.getFirst().units();
  }

  /** Keeps the values at the current character. */
  void add(Activations activations, int position) {
    if (position >= most) {
      return;
    }
    Integer unit = selection.unit();
    if (unit == null) {
      activations.copy(layer, quantities.getFirst(), copied);
      rows.add(Arrays.copyOf(copied, units));
      return;
    }
    float[] values = new float[quantities.size()];
    for (int i = 0; i < values.length; i++) {
      activations.copy(layer, quantities.get(i), copied);
      values[i] = copied[unit];
    }
    rows.add(values);
  }

  Heatmap heatmap(InspectedText text) {
    List<String> characters = IntStream.range(0, rows.size()).mapToObj(text::visible).toList();
    Integer unit = selection.unit();
    if (unit != null) {
      boolean several = quantities.size() > 1;
      return new Heatmap(
          (several ? "" : quantities.getFirst().name() + " of ")
              + "unit "
              + unit
              + " of layer "
              + (layer + 1),
          characters,
          quantities.stream().map(Quantity::name).toList(),
          scaled(),
          several
              ? new Heatmap.Scale("from -1 to 1; gates from 0 to 1", -1, 1)
              : scale(quantities.getFirst()));
    }
    List<Integer> chosen = mostChanged();
    double[] greatest = greatest(units);
    List<float[]> values =
        rows.stream()
            .map(
                row -> {
                  float[] kept = new float[chosen.size()];
                  for (int i = 0; i < kept.length; i++) {
                    kept[i] = (float) (row[chosen.get(i)] / greatest[chosen.get(i)]);
                  }
                  return kept;
                })
            .toList();
    String which =
        chosen.size() < units
            ? "the " + chosen.size() + " of " + units + " units that change most"
            : "all units";
    return new Heatmap(
        quantities.getFirst().name() + " of layer " + (layer + 1) + ", " + which,
        characters,
        chosen.stream().map(String::valueOf).toList(),
        values,
        scale(quantities.getFirst()));
  }

  /** The rows of one unit, on a scale that fits. */
  private List<float[]> scaled() {
    if (!unbounded()) {
      return rows;
    }
    double greatest = greatest(1)[0];
    return rows.stream().map(row -> new float[] {(float) (row[0] / greatest)}).toList();
  }

  /** The units that change most from one character to the next, in ascending order. */
  private List<Integer> mostChanged() {
    double[] changes = new double[units];
    double[] greatest = greatest(units);
    for (int i = 1; i < rows.size(); i++) {
      for (int unit = 0; unit < units; unit++) {
        changes[unit] += Math.abs(rows.get(i)[unit] - rows.get(i - 1)[unit]) / greatest[unit];
      }
    }
    return IntStream.range(0, units)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer unit) -> -changes[unit]))
        .limit(MOST_UNITS)
        .sorted()
        .toList();
  }

  /** What each row is divided by: its greatest size if it has no bound, else 1. */
  private double[] greatest(int count) {
    double[] greatest = new double[count];
    Arrays.fill(greatest, unbounded() ? LEAST_SCALE : 1);
    if (unbounded()) {
      for (float[] row : rows) {
        for (int i = 0; i < count; i++) {
          greatest[i] = Math.max(greatest[i], Math.abs(row[i]));
        }
      }
    }
    return greatest;
  }

  private boolean unbounded() {
    return quantities.size() == 1 && !quantities.getFirst().bounded();
  }

  private Heatmap.Scale scale(Quantity quantity) {
    if (quantity.share()) {
      return new Heatmap.Scale("from shut (0) to open (1)", 0, 1);
    }
    if (quantity.bounded()) {
      return new Heatmap.Scale("from -1 to 1", -1, 1);
    }
    return new Heatmap.Scale("each row from - to + its greatest", -1, 1);
  }
}
