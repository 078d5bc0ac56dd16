package charwise.cli.inspect;

import charwise.cli.console.NumberText;
import charwise.cli.plot.Heatmap;
import charwise.engine.analysis.Activations;
import charwise.engine.analysis.Activations.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of a heatmap: one quantity of the units of a layer that vary most, or all quantities
 * of one unit.
 */
final class ShownValues {
  private static final int MOST_UNITS = 24;

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
    units = activations.units();
    copied = new float[units];
    quantities =
        selection.unit() != null && selection.quantity() == null
            ? selection.all()
            : List.of(selection.quantityOrState());
  }

  /** Keeps the values at the current character. */
  void add(Activations activations, int position) {
    if (position >= most) {
      return;
    }
    Integer unit = selection.unit();
    if (unit == null) {
      activations.copy(layer, quantities.getFirst(), copied);
      rows.add(copied.clone());
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
              + "unit " + unit + " of layer " + layer,
          characters,
          quantities.stream().map(Quantity::name).toList(),
          rows,
          several
              ? new Heatmap.Scale("from -1 to 1; gates from 0 to 1", -1, 1)
              : scale(quantities.getFirst()));
    }
    List<Integer> chosen = mostVaried();
    List<float[]> values =
        rows.stream()
            .map(
                row -> {
                  float[] kept = new float[chosen.size()];
                  for (int i = 0; i < kept.length; i++) {
                    kept[i] = row[chosen.get(i)];
                  }
                  return kept;
                })
            .toList();
    String which =
        chosen.size() < units
            ? "the " + chosen.size() + " of " + units + " units that vary most"
            : "all units";
    return new Heatmap(
        quantities.getFirst().name() + " of layer " + layer + ", " + which,
        characters,
        chosen.stream().map(String::valueOf).toList(),
        values,
        scale(quantities.getFirst()));
  }

  /** The units that vary most, in ascending order. */
  private List<Integer> mostVaried() {
    double[] variances = new double[units];
    for (int unit = 0; unit < units; unit++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        sum += row[unit];
        squares += (double) row[unit] * row[unit];
      }
      variances[unit] = squares / rows.size() - sum / rows.size() * sum / rows.size();
    }
    return IntStream.range(0, units)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer unit) -> -variances[unit]))
        .limit(MOST_UNITS)
        .sorted()
        .toList();
  }

  private Heatmap.Scale scale(Quantity quantity) {
    if (quantity.share()) {
      return new Heatmap.Scale("from shut (0) to open (1)", 0, 1);
    }
    if (quantity.source() != Quantity.Source.MEMORY) {
      return new Heatmap.Scale("from -1 to 1", -1, 1);
    }
    double greatest = 1e-6;
    for (float[] row : rows) {
      for (float value : row) {
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    String end = NumberText.significant(greatest, 3);
    return new Heatmap.Scale("from -" + end + " to " + end, -greatest, greatest);
  }
}
