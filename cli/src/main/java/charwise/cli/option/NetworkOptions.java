package charwise.cli.option;

import charwise.cli.console.UserException;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.sequence.SelfAttention;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.task.language.NetworkType;
import charwise.engine.task.language.PlanRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for what a language model is made of; null where they were left out. */
public final class NetworkOptions {
  @Option(
      names = "--network",
      paramLabel = "NETWORK",
      description =
          "What a language model is made of: ${COMPLETION-CANDIDATES}. recurrent has a --cell and"
              + " --hidden units; mamba, a selective state space, and transformer have --layers"
              + " blocks of a --width. Default: recurrent.")
  private @Nullable NetworkType network;

  @Option(
      names = "--width",
      paramLabel = "N",
      converter = WholeNumber.HiddenSize.class,
      description =
          "mamba, transformer: columns of what goes from block to block. Default: chosen for the"
              + " budget; 128 where there is none.")
  private @Nullable Long width;

  @Option(
      names = "--heads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description =
          "transformer: heads of attention, which share the width evenly. Default: so many that"
              + " each has about 32 columns.")
  private @Nullable Long heads;

  @Option(
      names = "--context",
      paramLabel = "N",
      converter = WholeNumber.Context.class,
      description =
          "transformer: characters that each character sees, itself among them, in training as in"
              + " use. Default: 128.")
  private @Nullable Long context;

  @Option(
      names = "--state",
      paramLabel = "N",
      converter = WholeNumber.StateSize.class,
      description = "mamba: numbers of state for each channel. Default: 16.")
  private @Nullable Long state;

  /** The kind of network, the recurrent one if none was named. */
  public NetworkType kind() {
    return network == null ? NetworkType.RECURRENT : network;
  }

  /** The options that the network does not have. */
  public List<String> foreign() {
    return Arrays.stream(NetworkType.Choice.values())
        .filter(choice -> !kind().choices().contains(choice))
        .map(choice -> "--" + choice.label())
        .toList();
  }

  /**
   * What was asked of a model.
   *
   * @throws UserException if heads do not fit the width
   */
  public PlanRequest.Shape shape(
      @Nullable CellType cell,
      @Nullable Long hidden,
      @Nullable Long layers,
      @Nullable Boolean residual,
      @Nullable Double dropout) {
    if (kind() == NetworkType.TRANSFORMER
        && width != null
        && !TransformerConfig.fits(width.intValue(), heads == null ? 0 : heads.intValue())) {
      throw UserException.usage(
          "a head needs an even number of columns, at most " + SelfAttention.MAXIMUM_HEAD_SIZE,
          "--width " + width + (heads == null ? "" : " --heads " + heads),
          "choose a width that is an even multiple of the heads");
    }
    return new PlanRequest.Shape(
        network,
        cell,
        integer(kind() == NetworkType.RECURRENT ? hidden : width),
        integer(layers),
        residual,
        integer(heads),
        integer(context),
        integer(state),
        dropout,
        null);
  }

  private static @Nullable Integer integer(@Nullable Long value) {
    return value == null ? null : value.intValue();
  }
}
