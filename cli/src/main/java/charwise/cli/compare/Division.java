package charwise.cli.compare;

import charwise.cli.compare.CompareConfiguration.Match;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.comparison.ParameterCount;
import charwise.engine.comparison.SizeMatching;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes that are compared with each other: one for each cell, equal in layers and in what is
 * matched.
 */
record Division(List<LanguageModelConfig> shapes) {
  private static final double PERCENT = 100;

  /** All divisions that a command asks for. */
  static List<Division> of(
      CompareConfiguration configuration, int vocabularySize, int usualHidden) {
    List<Integer> layers =
        configuration.layers().isEmpty() ? List.of(1) : configuration.layers();
    List<Integer> hiddenSizes =
        configuration.hiddenSizes().isEmpty()
            ? List.of(usualHidden)
            : configuration.hiddenSizes();
    List<Division> divisions = new ArrayList<>();
    for (int layerCount : layers) {
      SizeMatching sizes = new SizeMatching(configuration.cells(), vocabularySize, layerCount);
      if (configuration.parameters() != null) {
        divisions.add(matched(sizes, configuration.parameters()));
        continue;
      }
      for (int hidden : hiddenSizes) {
        divisions.add(
            configuration.match() == Match.PARAMETERS
                ? matched(sizes, ParameterCount.of(sizes.shape(CellType.LSTM, hidden)))
                : new Division(
                    configuration.cells().stream()
                        .map(cell -> sizes.shape(cell, hidden))
                        .toList()));
      }
    }
    return divisions.stream().distinct().toList();
  }

  private static Division matched(SizeMatching sizes, long parameters) {
    return new Division(
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

  /** In a few words, to tell it from the others. */
  String description(Match match) {
    LanguageModelConfig first = shapes.getFirst();
    String layers = first.layerCount() + (first.layerCount() == 1 ? " layer" : " layers");
    return match == Match.PARAMETERS
        ? layers + " and " + NumberText.rounded((double) ParameterCount.of(first)) + " parameters"
        : layers + " of " + first.hiddenSize();
  }
}
