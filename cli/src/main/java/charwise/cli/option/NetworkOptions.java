package charwise.cli.option;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.NetworkType;
import charwise.engine.task.language.PlanRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

  @ArgGroup(validate = false)
  private NetworkSizeOptions sizes = new NetworkSizeOptions();

  /** The kind of network, the recurrent one if none was named. */
  public NetworkType kind() {
    return network == null ? NetworkType.RECURRENT : network;
  }

  /** The options that the network does not have. */
  public List<String> foreign() {
    return NetworkSizeOptions.foreign(List.of(kind()));
  }

  /** What was asked of a model; see {@link NetworkSizeOptions#shape}. */
  public PlanRequest.Shape shape(
      @Nullable CellType cell,
      @Nullable Long hidden,
      @Nullable Long layers,
      @Nullable Boolean residual,
      @Nullable Double dropout) {
    return sizes.shape(network, cell, hidden, layers, residual, dropout);
  }
}
