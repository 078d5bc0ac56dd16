package charwise.cli.train;

import charwise.cli.option.WholeNumber;
import charwise.engine.task.language.NetworkType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for what a language model is made of; null where they were left out. */
final class NetworkOptions {
  @Option(
      names = "--network",
      paramLabel = "NETWORK",
      description =
          "generate: what the model is made of: ${COMPLETION-CANDIDATES}. recurrent has a --cell"
              + " and --hidden units; mamba, a selective state space, and transformer have --layers"
              + " blocks of a --width. Default: recurrent.")
  @Nullable NetworkType network;

  @Option(
      names = "--width",
      paramLabel = "N",
      converter = WholeNumber.HiddenSize.class,
      description =
          "mamba, transformer: columns of what goes from block to block. Default: chosen for the"
              + " budget.")
  @Nullable Long width;

  @Option(
      names = "--heads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description =
          "transformer: heads of attention, which share the width evenly. Default: so many that"
              + " each has about 32 columns.")
  @Nullable Long heads;

  @Option(
      names = "--context",
      paramLabel = "N",
      converter = WholeNumber.Context.class,
      description =
          "transformer: characters that each character sees, itself among them, in training as in"
              + " use. Default: 128.")
  @Nullable Long context;

  @Option(
      names = "--state",
      paramLabel = "N",
      converter = WholeNumber.StateSize.class,
      description = "mamba: numbers of state for each channel. Default: 16.")
  @Nullable Long state;
}
