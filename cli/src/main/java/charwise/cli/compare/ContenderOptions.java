package charwise.cli.compare;

import charwise.cli.compare.CellSizes.Match;
import charwise.cli.option.ColumnOption;
import charwise.cli.option.SeedOption;
import charwise.cli.option.WholeNumber;
import charwise.engine.layer.recurrent.CellType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for what is compared; null where they were left out. */
final class ContenderOptions {
  static final String HEADING = "%nWhat is compared:%n";

  private static final int USUAL_SEEDS = 3;
  private static final List<CellType> USUAL_CELLS =
      List.of(CellType.RNN, CellType.LSTM, CellType.GRU);

  @Option(
      names = "--cells",
      paramLabel = "CELL",
      split = ",",
      description = "Cells, with commas between: ${COMPLETION-CANDIDATES}. Default: rnn,lstm,gru.")
  @Nullable List<CellType> cells;

  @Option(
      names = "--match",
      paramLabel = "WHAT",
      description =
          "What is made equal for all cells: ${COMPLETION-CANDIDATES}. Parameters are matched"
              + " within 2 %%; time gives each cell of the same hidden size as many steps as fit"
              + " into the same seconds. Default: parameters.")
  @Nullable Match match;

  @Option(
      names = "--parameters",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "Number of weights to match. Default: those of an LSTM with --hidden units.")
  @Nullable Long parameters;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      converter = WholeNumber.HiddenSize.class,
      description =
          "Hidden sizes, with commas between; where parameters are matched, those of an LSTM of as"
              + " many. Default: 128, on recall 64.")
  @Nullable List<Long> hidden;

  @Option(
      names = "--layers",
      paramLabel = "N",
      split = ",",
      converter = WholeNumber.Layers.class,
      description = "Numbers of layers, with commas between. Default: 1.")
  @Nullable List<Long> layers;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description =
          "Runs of each cell, with seeds that follow on each other, from --seed on. Cells with the"
              + " same seed read the same batches in the same order. Default: 3.")
  @Nullable Long seeds;

  @ArgGroup(validate = false)
  SeedOption seed = new SeedOption();

  @ArgGroup(validate = false)
  ColumnOption column = new ColumnOption();

  Match match() {
    return match != null ? match : Match.PARAMETERS;
  }

  CellSizes sizes() {
    return new CellSizes(
        cells == null ? USUAL_CELLS : cells.stream().distinct().toList(),
        match(),
        parameters,
        integers(hidden),
        integers(layers));
  }

  int seeds() {
    return seeds != null ? seeds.intValue() : USUAL_SEEDS;
  }

  /** Each number once; an empty list where the option was left out. */
  static List<Integer> integers(@Nullable List<Long> numbers) {
    return numbers == null ? List.of() : numbers.stream().distinct().map(Math::toIntExact).toList();
  }
}
