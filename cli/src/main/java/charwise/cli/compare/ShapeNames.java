package charwise.cli.compare;

import charwise.engine.comparison.Factor;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.Variant;
import charwise.engine.comparison.sweep.SizeClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of what is compared, for people.
 *
 * @param varying the factors in which contenders differ at all
 */
record ShapeNames(List<Factor> varying) {
  /** Names for some classes of contenders. */
  static ShapeNames of(List<SizeClass> sizes) {
    return new ShapeNames(
        Factor.varying(
            sizes.stream().flatMap(size -> size.shapes().stream()).map(Shape::variant).toList()));
  }

  /** A name with the size: {@code lstm 1 x 128}, or {@code gru 1 x 64, no attention}. */
  String full(Shape shape) {
    Variant variant = shape.variant();
    String name =
        "%s %s x %s".formatted(variant.kind().label(), variant.layers(), shape.hiddenSize());
    return Stream.concat(Stream.of(name), others().map(factor -> factor.words(variant)))
        .collect(Collectors.joining(", "));
  }

  /** A name among contenders of a class: {@code lstm}, or {@code no attention}. */
  String brief(Shape shape) {
    Variant variant = shape.variant();
    List<String> words = new ArrayList<>();
    if (varying.contains(Factor.CELL) || others().findAny().isEmpty()) {
      words.add(variant.kind().label());
    }
    others().forEach(factor -> words.add(factor.words(variant)));
    return String.join(" · ", words);
  }

  /** The varying factors that no column of every table names. */
  Stream<Factor> others() {
    return varying.stream().filter(factor -> factor != Factor.CELL && factor != Factor.LAYERS);
  }
}
