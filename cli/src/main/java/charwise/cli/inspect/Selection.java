package charwise.cli.inspect;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.analysis.Activations;
import charwise.engine.analysis.Activations.Quantity;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of a model that the user wants to see; null where it was left out.
 *
 * @param all everything that the model's units have
 * @param layer from 0, where the user counts from 1
 */
record Selection(
    List<Quantity> all,
    @Nullable Quantity quantity,
    @Nullable Integer layer,
    @Nullable Integer unit) {

  /**
   * Checks the options against the model.
   *
   * @throws UserException if it has no such gate, layer or unit
   */
  static Selection of(
      Activations activations, @Nullable String gate, @Nullable Long layer, @Nullable Long unit) {
    List<Quantity> all = activations.quantities();
    return new Selection(
        all,
        gate == null ? null : find(all, gate),
        index("--layer", layer, 1, activations.layers(), "layer"),
        index("--unit", unit, 0, activations.units(), "unit"));
  }

  private static Quantity find(List<Quantity> all, String name) {
    return all.stream()
        .filter(quantity -> quantity.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.usage(
                    "no such gate in the model's cells",
                    "--gate " + name,
                    "there are "
                        + all.stream().map(Quantity::name).collect(Collectors.joining(", "))));
  }

  private static @Nullable Integer index(
      String option, @Nullable Long wanted, int first, int count, String thing) {
    if (wanted != null && wanted >= first + count) {
      throw UserException.usage(
          "not in this model",
          option + " " + wanted,
          "it has " + NumberText.counted(count, thing) + ", counted from " + first);
    }
    return wanted == null ? null : wanted.intValue() - first;
  }

  /** The quantity asked for, or the hidden state, whose values are of one range. */
  Quantity quantityOrState() {
    return quantity != null ? quantity : states().getLast();
  }

  /** The states of the cell: c where there is one, and h. */
  List<Quantity> states() {
    return all.stream().filter(q -> q.source() != Quantity.Source.GATE).toList();
  }

  int layerOr(int usual) {
    return layer != null ? layer : usual;
  }
}
