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
    Quantity quantity = gate == null ? null : find(all, gate);
    Integer chosen =
        index("--unit", unit, 0, quantity == null ? activations.units() : quantity.units(), "unit");
    return new Selection(
        chosen == null ? all : all.stream().filter(one -> chosen < one.units()).toList(),
        quantity,
        index("--layer", layer, 1, activations.layers(), "layer"),
        chosen);
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

  /**
   * The index of a layer, unit or head of so many, if one is wanted, given as counted from first.
   */
  static @Nullable Integer index(
      String option, @Nullable Long wanted, int first, int count, String thing) {
    if (wanted != null && wanted >= first + count) {
      throw UserException.usage(
          "not in this model",
          option + " " + wanted,
          "it has " + NumberText.counted(count, thing) + ", counted from " + first);
    }
    return wanted == null ? null : wanted.intValue() - first;
  }

  /** The quantity asked for, or the first that blocks have, or the hidden state. */
  Quantity quantityOrState() {
    return quantity != null
        ? quantity
        : all.stream()
            .filter(one -> one.source() == Quantity.Source.BLOCK)
            .findFirst()
            .orElse(all.getLast());
  }

  /** What layers keep or hand on: c where there is one, and h. */
  List<Quantity> states() {
    return all.stream().filter(Quantity::isState).toList();
  }

  int layerOr(int usual) {
    return layer != null ? layer : usual;
  }
}
