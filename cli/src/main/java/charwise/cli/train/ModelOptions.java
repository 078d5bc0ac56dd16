package charwise.cli.train;

import charwise.cli.option.NetworkOptions;
import charwise.cli.option.RealNumber;
import charwise.cli.option.WholeNumber;
import charwise.engine.layer.recurrent.CellType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for the model; null where they were left out. */
final class ModelOptions {
  static final String HEADING = "%nModel:%n";

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "The recurrent cell: ${COMPLETION-CANDIDATES}. Default: lstm.")
  @Nullable CellType cell;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      converter = WholeNumber.HiddenSize.class,
      description = "Units in each layer. Default: chosen for the text and the budget.")
  @Nullable Long hidden;

  @Option(
      names = "--layers",
      paramLabel = "N",
      converter = WholeNumber.Layers.class,
      description = "Layers, one on top of another. Default: chosen for the task and the budget.")
  @Nullable Long layers;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      converter = RealNumber.Fraction.class,
      description =
          "Share of units silenced in training, between layers and in most networks before the"
              + " output. Default: chosen for the task and the budget.")
  @Nullable Double dropout;

  @Option(
      names = "--weight-noise",
      paramLabel = "X",
      converter = RealNumber.NotNegative.class,
      description =
          "Gaussian noise of this standard deviation, times each recurrent weight, drawn anew in"
              + " each training step; 0 for none. Default: chosen for the text and the budget.")
  @Nullable Double weightNoise;

  @Option(
      names = "--residual",
      negatable = true,
      description =
          "Add each layer's input to its output, from the second layer on. Default: where it"
              + " helps.")
  @Nullable Boolean residual;

  @ArgGroup(validate = false)
  NetworkOptions network = new NetworkOptions();
}
