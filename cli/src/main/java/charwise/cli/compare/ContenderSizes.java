package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.SizeMatching;
import charwise.engine.comparison.Variant;
import charwise.engine.comparison.sweep.SizeClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and in which sizes.
 *
 * @param parameters the number of weights to match; null for those of the reference
 * @param hiddenSizes of the reference, where numbers of weights are matched
 */
record ContenderSizes(
    List<Variant> variants, Match match, @Nullable Long parameters, List<Integer> hiddenSizes) {
  private static final double PERCENT = 100;

  /** What is made equal for all contenders. */
  enum Match {
    /** The number of weights. */
    PARAMETERS,
    /** The hidden size. */
    HIDDEN,
    /** The time to train, at equal hidden size. */
    TIME;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The classes of equal size: variants of as many layers.
   *
   * @param reference the variant, of those in a class, that the others are matched to
   * @throws UserException if no sizes of the variants have as many weights
   */
  List<SizeClass> classes(ComparisonTask task, Reference reference) {
    List<SizeClass> classes = new ArrayList<>();
    for (int layers : variants.stream().map(Variant::layers).distinct().toList()) {
      List<Variant> alike = variants.stream().filter(one -> one.layers() == layers).toList();
      SizeMatching sizes = new SizeMatching(alike, task::shape);
      if (parameters != null) {
        classes.add(matched(sizes, parameters));
        continue;
      }
      for (int hidden : hiddenSizes) {
        classes.add(
            match == Match.PARAMETERS
                ? matched(sizes, task.shape(reference.of(alike), hidden).parameters())
                : new SizeClass(alike.stream().map(one -> task.shape(one, hidden)).toList()));
      }
    }
    return classes.stream().distinct().toList();
  }

  /** Chooses what others are matched to. */
  interface Reference {
    /** One of some variants of as many layers, or what could be one. */
    Variant of(List<Variant> alike);
  }

  private static SizeClass matched(SizeMatching sizes, long parameters) {
    return new SizeClass(
        sizes
            .near(parameters)
            .orElseThrow(
                () ->
                    UserException.usage(
                        "no sizes of what is compared agree within "
                            + Math.round(SizeMatching.TOLERANCE * PERCENT)
                            + " % in their number of weights",
                        NumberText.grouped(parameters) + " parameters",
                        "ask for more, or compare with --match hidden")));
  }

  /** A short description of a class, to tell it from the others. */
  String description(SizeClass size) {
    Shape first = size.shapes().getFirst();
    int count = first.variant().layers();
    String layers = count + (count == 1 ? " layer" : " layers");
    return match == Match.PARAMETERS
        ? layers + " and " + NumberText.rounded((double) first.parameters()) + " parameters"
        : layers + " of " + first.hiddenSize();
  }
}
