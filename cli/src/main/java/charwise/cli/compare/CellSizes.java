package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.comparison.ParameterCount;
import charwise.engine.comparison.SizeMatching;
import charwise.engine.comparison.sweep.SizeClass;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cells that are compared, and their sizes.
 *
 * @param parameters the number of weights to match; null for those of an LSTM
 * @param hiddenSizes empty for the usual one
 * @param layers empty for one layer
 */
record CellSizes(
    List<CellType> cells,
    Match match,
    @Nullable Long parameters,
    List<Integer> hiddenSizes,
    List<Integer> layers) {
  private static final double PERCENT = 100;

  /** What is made equal for all cells. */
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

  /** The classes of equal size. If no sizes of the cells have as many weights, throws an error. */
  List<SizeClass> classes(int vocabularySize, int usualHidden) {
    List<SizeClass> classes = new ArrayList<>();
    for (int layerCount : layers.isEmpty() ? List.of(1) : layers) {
      SizeMatching sizes = new SizeMatching(cells, vocabularySize, layerCount);
      if (parameters != null) {
        classes.add(matched(sizes, parameters));
        continue;
      }
      for (int hidden : hiddenSizes.isEmpty() ? List.of(usualHidden) : hiddenSizes) {
        classes.add(
            match == Match.PARAMETERS
                ? matched(sizes, ParameterCount.of(sizes.shape(CellType.LSTM, hidden)))
                : new SizeClass(cells.stream().map(cell -> sizes.shape(cell, hidden)).toList()));
      }
    }
    return classes.stream().distinct().toList();
  }

  private static SizeClass matched(SizeMatching sizes, long parameters) {
    return new SizeClass(
        sizes
            .near(parameters)
            .orElseThrow(
                () ->
                    UserException.usage(
                        "no sizes of these cells agree within "
                            + Math.round(SizeMatching.TOLERANCE * PERCENT)
                            + " % in their number of weights",
                        NumberText.grouped(parameters) + " parameters",
                        "ask for more, or compare with --match hidden")));
  }

  /** A short description of a class, to tell it from the others. */
  String description(SizeClass size) {
    LanguageModelConfig first = size.shapes().getFirst();
    String layers = first.layerCount() + (first.layerCount() == 1 ? " layer" : " layers");
    return match == Match.PARAMETERS
        ? layers + " and " + NumberText.rounded((double) ParameterCount.of(first)) + " parameters"
        : layers + " of " + first.hiddenSize();
  }

  /** A short name of a shape, such as {@code lstm 1 x 128}. */
  static String name(LanguageModelConfig shape) {
    return "%s %s x %s".formatted(shape.cell().label(), shape.layerCount(), shape.hiddenSize());
  }
}
