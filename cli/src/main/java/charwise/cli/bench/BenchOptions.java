package charwise.cli.bench;

import charwise.cli.option.ForceOption;
import charwise.cli.option.NetworkNames;
import charwise.cli.option.NetworkSizeOptions;
import charwise.cli.option.OutputArgument;
import charwise.cli.option.WeightsOption;
import charwise.cli.option.WholeNumber;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.network.NetworkConfig;
import charwise.engine.registry.TaskType;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.language.NetworkKind;
import charwise.engine.task.language.PlanRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that only one or two of the measurements have. */
final class BenchOptions {
  private static final int STREAMS = 32;

  private BenchOptions() {}

  /** The model that trains or samples. */
  static final class Model {
    @Option(
        names = "--cell",
        paramLabel = "CELL",
        description =
            "The recurrent cell: ${COMPLETION-CANDIDATES}. Default: lstm, or as the task has.")
    @Nullable CellType cell;

    @Option(
        names = "--hidden",
        paramLabel = "N",
        converter = WholeNumber.HiddenSize.class,
        description = "recurrent: units in each layer. Default: 256, or as the task has.")
    @Nullable Long hiddenSize;

    @Option(
        names = "--layers",
        paramLabel = "N",
        converter = WholeNumber.Layers.class,
        description =
            "Layers, one on top of another. Default: 2 recurrent ones, or 4 blocks, or as the task"
                + " has.")
    @Nullable Long layers;

    @Option(
        names = "--network",
        paramLabel = "NETWORK",
        split = ",",
        converter = NetworkNames.WithRecurrent.class,
        completionCandidates = NetworkNames.WithRecurrent.class,
        description =
            "What the model is made of: ${COMPLETION-CANDIDATES}; for length several with commas"
                + " between. recurrent has a --cell. Default: recurrent; for length"
                + " lstm,gru,mingru,sru,mamba,transformer.")
    @Nullable List<NetworkKind> networks;

    @ArgGroup(validate = false)
    NetworkSizeOptions sizes = new NetworkSizeOptions();

    @Option(
        names = "--vocabulary",
        paramLabel = "N",
        converter = WholeNumber.VocabularySize.class,
        description = "Distinct characters. Default: 65.")
    long vocabularySize = 65;

    /** The networks that were named. */
    List<NetworkKind> kinds(List<NetworkKind> otherwise) {
      return networks == null ? otherwise : networks.stream().distinct().toList();
    }

    /** What was asked for of the layers that read items. */
    EncoderRequest encoder(Steps steps) {
      return new EncoderRequest(
          cell,
          WholeNumber.integer(hiddenSize),
          WholeNumber.integer(layers),
          null,
          steps.directions,
          null,
          WholeNumber.integer(steps.batchSize));
    }

    /** What was asked for of a network, with what was left out. */
    NetworkConfig config(NetworkKind kind) {
      return shape(kind).config();
    }

    /** The same, but that a unit sees so many where there is a limit. */
    NetworkConfig config(NetworkKind kind, int context) {
      return shape(kind).withContext(context).config();
    }

    private PlanRequest.Shape shape(NetworkKind kind) {
      CellType ofKind = kind.cell() == null ? cell : kind.cell();
      return sizes.shape(kind.type(), ofKind, hiddenSize, layers, null, null);
    }
  }

  /** What is trained on: windows of a text, or items. */
  static final class Steps {
    @Option(
        names = "--task",
        paramLabel = "TASK",
        description =
            "What is learnt: ${COMPLETION-CANDIDATES}. All but generate learn texts of one length;"
                + " what is left open is as in charwise train. Default: generate.")
    TaskType task = TaskType.GENERATE;

    @Option(
        names = "--batch",
        paramLabel = "N",
        converter = WholeNumber.Size.class,
        description =
            "Streams, or texts, side by side. Default: 32 streams, or as the task has texts.")
    @Nullable Long batchSize;

    @Option(
        names = "--bptt",
        paramLabel = "N",
        converter = WholeNumber.Size.class,
        description = "generate: characters of each stream in a step. Default: 128.")
    long timeSteps = 128;

    @Option(
        names = "--length",
        paramLabel = "N",
        converter = WholeNumber.Context.class,
        description =
            "classify, tag, transduce: characters of each text, and of its answer. Default: 32.")
    long length = 32;

    @Option(
        names = "--directions",
        paramLabel = "WAYS",
        description =
            "classify, tag, transduce: whether texts are read from their beginning, or from both"
                + " ends: ${COMPLETION-CANDIDATES}. Default: both.")
    @Nullable Directions directions;

    @Option(
        names = "--phases",
        description =
            "Measure as well where the time of a step goes: microseconds that each thread works in"
                + " each phase, and that it waits for the others there.")
    boolean phases;

    int streams() {
      return batchSize == null ? STREAMS : batchSize.intValue();
    }
  }

  /** The texts that are generated side by side. */
  static final class Streams {
    @Option(
        names = "--streams",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        description = "Texts side by side. Default: 1.")
    long count = 1;

    @ArgGroup(validate = false)
    WeightsOption weights = new WeightsOption();
  }

  /** The texts that are read, and where their costs go. */
  static final class Lengths {
    private static final List<Long> USUAL = List.of(64L, 256L, 1024L, 4096L);

    @Option(
        names = "--lengths",
        paramLabel = "N",
        split = ",",
        converter = WholeNumber.Context.class,
        description =
            "Lengths of texts, with commas between, at most 16384, which takes a Transformer"
                + " minutes. Default: 64,256,1024,4096.")
    @Nullable List<Long> lengths;

    @Option(
        names = "--csv",
        paramLabel = "FILE",
        converter = OutputArgument.Table.class,
        description = "Write the costs: the keys of --json.")
    @Nullable Path csv;

    @Option(
        names = "--plot",
        paramLabel = "FILE",
        converter = OutputArgument.Picture.class,
        description = "Draw the costs, as SVG or PNG by the file's ending.")
    @Nullable Path plot;

    @ArgGroup(validate = false)
    ForceOption force = new ForceOption();

    /** Ascending, each once. */
    List<Integer> ascending() {
      return Objects.requireNonNullElse(lengths, USUAL).stream()
          .map(Math::toIntExact)
          .sorted()
          .distinct()
          .toList();
    }
  }

  /** The matrices that are multiplied. */
  static final class Product {
    @Option(
        names = "--rows",
        paramLabel = "M",
        converter = WholeNumber.Size.class,
        description = "Rows: streams of a step. Default: 32.")
    long rows = 32;

    @Option(
        names = "--depth",
        paramLabel = "K",
        converter = WholeNumber.Size.class,
        description = "Inputs of the layer. Default: 256.")
    long depth = 256;

    @Option(
        names = "--columns",
        paramLabel = "N",
        converter = WholeNumber.Size.class,
        description = "Outputs of the layer. Default: 1024.")
    long columns = 1024;
  }
}
