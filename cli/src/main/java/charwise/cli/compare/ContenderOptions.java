package charwise.cli.compare;

import charwise.cli.compare.ContenderSizes.Match;
import charwise.cli.option.ColumnOption;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FollowLinksOption;
import charwise.cli.option.NetworkNames;
import charwise.cli.option.SeedOption;
import charwise.cli.option.WholeNumber;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.registry.TaskType;
import charwise.engine.task.language.NetworkKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for what is compared; null where they were left out. */
final class ContenderOptions {
  static final String HEADING = "%nWhat is compared:%n";

  private static final int USUAL_SEEDS = 3;

  /** Whether something is there. */
  enum Switch {
    ON,
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description =
          "A known experiment, a set of these options that ends in under ten minutes on two cores:"
              + " bottleneck, reversal, directions, depth, gates, memory, reach; list says what"
              + " they are about. Options given beside it replace its own.")
  @Nullable String experiment;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "What is learnt: ${COMPLETION-CANDIDATES}. All but generate learn from pairs; see"
              + " charwise train --help. Default: generate.")
  TaskType task = TaskType.GENERATE;

  @Option(
      names = "--cells",
      paramLabel = "CELL",
      split = ",",
      description =
          "Cells, with commas between: ${COMPLETION-CANDIDATES}. Default: rnn,lstm,gru or, where"
              + " something else is compared, the cell that train takes for the task.")
  @Nullable List<CellType> cells;

  @Option(
      names = "--networks",
      paramLabel = "NAME",
      split = ",",
      converter = NetworkNames.class,
      completionCandidates = NetworkNames.class,
      description =
          "On a text, in place of --cells: cells and networks as equals, with commas between:"
              + " ${COMPLETION-CANDIDATES}. --hidden is then the width of a network, rounded to one"
              + " that it can have, and the table tells how fast each samples and what memory its"
              + " training takes.")
  @Nullable List<NetworkKind> networks;

  @Option(
      names = "--directions",
      paramLabel = "WAYS",
      split = ",",
      description =
          "classify, tag, transduce: ways of reading, with commas between:"
              + " ${COMPLETION-CANDIDATES}. Default: both.")
  @Nullable List<Directions> directions;

  @Option(
      names = "--attention",
      paramLabel = "KIND",
      split = ",",
      description =
          "transduce: kinds of attention, with commas between: ${COMPLETION-CANDIDATES}. Default:"
              + " bahdanau.")
  @Nullable List<AttentionType> attention;

  @Option(
      names = "--reverse-source",
      paramLabel = "WHETHER",
      split = ",",
      description =
          "transduce: whether inputs are read from their end: ${COMPLETION-CANDIDATES}, or both"
              + " with a comma between. Default: off.")
  @Nullable List<Switch> reverseSource;

  @Option(
      names = "--layers",
      paramLabel = "N",
      split = ",",
      converter = WholeNumber.Layers.class,
      description =
          "Numbers of layers, with commas between; contenders are compared with those of as many"
              + " layers. Default: 1.")
  @Nullable List<Long> layers;

  @Option(
      names = "--residual",
      paramLabel = "WHETHER",
      split = ",",
      description =
          "Whether each layer after the first adds its input to its output:"
              + " ${COMPLETION-CANDIDATES}, or both with a comma between. Default: on.")
  @Nullable List<Switch> residual;

  @Option(
      names = "--match",
      paramLabel = "WHAT",
      description =
          "What is made equal for all contenders: ${COMPLETION-CANDIDATES}. Parameters are matched"
              + " within 2 %%; time gives each contender of the same hidden size as many steps as"
              + " fit into the same seconds. Default: parameters.")
  @Nullable Match match;

  @Option(
      names = "--parameters",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description =
          "Number of weights to match. Default: on a text those of an LSTM, on pairs those of what"
              + " is named first, with --hidden units.")
  @Nullable Long parameters;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      converter = WholeNumber.HiddenSize.class,
      description =
          "Hidden sizes, with commas between; where parameters are matched, those of what the"
              + " others are matched to. Default: 128 on a text, else 64.")
  @Nullable List<Long> hidden;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description =
          "Runs of each contender, with seeds that follow on each other, from --seed on. Contenders"
              + " with the same seed read the same batches in the same order. Default: 3.")
  @Nullable Long seeds;

  @ArgGroup(validate = false)
  SeedOption seed = new SeedOption();

  @ArgGroup(validate = false)
  ColumnOption column = new ColumnOption();

  @ArgGroup(validate = false)
  EncodingOption encoding = new EncodingOption();

  @ArgGroup(validate = false)
  FollowLinksOption links = new FollowLinksOption();

  Match match() {
    return match != null ? match : Match.PARAMETERS;
  }

  int seeds() {
    return seeds != null ? seeds.intValue() : USUAL_SEEDS;
  }

  /** Each number once; an empty list where the option was left out. */
  static List<Integer> integers(@Nullable List<Long> numbers) {
    return numbers == null ? List.of() : numbers.stream().distinct().map(Math::toIntExact).toList();
  }
}
