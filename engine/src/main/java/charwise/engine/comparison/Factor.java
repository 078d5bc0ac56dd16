package charwise.engine.comparison;

import charwise.engine.layer.attention.AttentionType;
import charwise.engine.network.Directions;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** A part of a {@link Variant}, in the order of files. */
public enum Factor {
  CELL(variant -> variant.kind().label(), variant -> variant.kind().label()),
  DIRECTIONS(
      variant -> variant.directions().label(),
      variant -> variant.directions() == Directions.BOTH ? "both directions" : "forward"),
  ATTENTION(
      variant -> variant.attention().label(),
      variant ->
          variant.attention() == AttentionType.NONE
              ? "no attention"
              : variant.attention().label() + " attention"),
  LAYERS(
      variant -> String.valueOf(variant.layers()),
      variant -> variant.layers() + (variant.layers() == 1 ? " layer" : " layers")),
  RESIDUAL(
      variant -> variant.residual() ? "on" : "off",
      variant -> variant.residual() ? "residual" : "no residual"),
  REVERSE_SOURCE(
      variant -> variant.reverseSource() ? "on" : "off",
      variant -> variant.reverseSource() ? "source reversed" : "source in order");

  private final Function<Variant, String> value;
  private final Function<Variant, String> words;

  Factor(Function<Variant, String> value, Function<Variant, String> words) {
    this.value = value;
    this.words = words;
  }

  /** The name in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a variant has, as files and options write it. */
  public String value(Variant variant) {
    return value.apply(variant);
  }

  /** What a variant has, for people: "no attention". */
  public String words(Variant variant) {
    return words.apply(variant);
  }

  /** The factors in which some variants differ. */
  public static List<Factor> varying(Collection<Variant> variants) {
    return Stream.of(values())
        .filter(factor -> variants.stream().map(factor::value).distinct().count() > 1)
        .toList();
  }
}
