package charwise.cli.bench;

import charwise.cli.option.NetworkOptions;
import charwise.cli.option.WeightsOption;
import charwise.cli.option.WholeNumber;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that only one or two of the measurements have. */
final class BenchOptions {
  private BenchOptions() {}

  /** The model that trains or samples. */
  static final class Model {
    @Option(
        names = "--cell",
        paramLabel = "CELL",
        description = "The recurrent cell: ${COMPLETION-CANDIDATES}. Default: lstm.")
    @Nullable CellType cell;

    @Option(
        names = "--hidden",
        paramLabel = "N",
        converter = WholeNumber.HiddenSize.class,
        description = "recurrent: units in each layer. Default: 256.")
    @Nullable Long hiddenSize;

    @Option(
        names = "--layers",
        paramLabel = "N",
        converter = WholeNumber.Layers.class,
        description = "Layers, one on top of another. Default: 2 recurrent ones, or 4 blocks.")
    @Nullable Long layers;

    @ArgGroup(validate = false)
    NetworkOptions network = new NetworkOptions();

    @Option(
        names = "--vocabulary",
        paramLabel = "N",
        converter = WholeNumber.VocabularySize.class,
        description = "Distinct characters. Default: 65.")
    long vocabularySize = 65;

    /** What was asked for, with what was left out. */
    NetworkConfig config() {
      return network.shape(cell, hiddenSize, layers, null, null).config();
    }
  }

  /** The windows that are trained on. */
  static final class Window {
    @Option(
        names = "--batch",
        paramLabel = "N",
        converter = WholeNumber.Size.class,
        description = "Streams side by side. Default: 32.")
    long batchSize = 32;

    @Option(
        names = "--bptt",
        paramLabel = "N",
        converter = WholeNumber.Size.class,
        description = "Characters of each stream in a step. Default: 128.")
    long timeSteps = 128;

    @Option(
        names = "--phases",
        description =
            "Measure as well where the time of a step goes: microseconds that each thread works in"
                + " each phase, and that it waits for the others there.")
    boolean phases;
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
