package charwise.cli.option;

import charwise.cli.console.UserException;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.block.BlockSize;
import charwise.engine.task.language.NetworkType;
import charwise.engine.task.language.PlanRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the sizes of networks without cells; null where they were left out. */
public final class NetworkSizeOptions {
  private static final List<String> OF_CELLS =
      List.of("--cell", "--hidden", "--residual", "--weight-noise");

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
              + " use. Default: 64.")
  private @Nullable Long context;

  @Option(
      names = "--state",
      paramLabel = "N",
      converter = WholeNumber.StateSize.class,
      description = "mamba: numbers of state for each channel. Default: 16.")
  private @Nullable Long state;

  /** The options that none of some networks has. */
  public static List<String> foreign(Collection<NetworkType> networks) {
    List<String> foreign = new ArrayList<>();
    if (networks.stream().noneMatch(NetworkType::isRecurrent)) {
      foreign.addAll(OF_CELLS);
    }
    if (networks.stream().allMatch(NetworkType::isRecurrent)) {
      foreign.add("--width");
    }
    for (BlockSize size : BlockSize.values()) {
      if (networks.stream().noneMatch(network -> network.sizes().contains(size))) {
        foreign.add("--" + size.label());
      }
    }
    return foreign;
  }

  /**
   * What was asked of a model.
   *
   * @param network null for the recurrent one
   * @throws UserException if the sizes do not fit each other
   */
  public PlanRequest.Shape shape(
      @Nullable NetworkType network,
      @Nullable CellType cell,
      @Nullable Long hidden,
      @Nullable Long layers,
      @Nullable Boolean residual,
      @Nullable Double dropout) {
    boolean recurrent = network == null || network.isRecurrent();
    Map<BlockSize, Integer> sizes = new EnumMap<>(BlockSize.class);
    if (network != null && !network.isRecurrent()) {
      given().forEach((size, value) -> sizes.put(size, value.intValue()));
      sizes.keySet().retainAll(network.sizes());
    }
    var shape =
        new PlanRequest.Shape(
            network,
            cell,
            WholeNumber.integer(recurrent ? hidden : width),
            WholeNumber.integer(layers),
            residual,
            sizes,
            dropout,
            null);
    try {
      shape.config();
    } catch (IllegalArgumentException e) {
      throw UserException.usage(
          String.valueOf(e.getMessage()), sizesGiven(), "choose other sizes, or leave them out");
    }
    return shape;
  }

  private Map<BlockSize, Long> given() {
    Map<BlockSize, Long> given = new EnumMap<>(BlockSize.class);
    put(given, BlockSize.HEADS, heads);
    put(given, BlockSize.CONTEXT, context);
    put(given, BlockSize.STATE, state);
    return given;
  }

  private static void put(Map<BlockSize, Long> given, BlockSize size, @Nullable Long value) {
    if (value != null) {
      given.put(size, value);
    }
  }

  private String sizesGiven() {
    return Stream.concat(
            width == null ? Stream.of() : Stream.of("--width " + width),
            given().entrySet().stream()
                .map(size -> "--" + size.getKey().label() + " " + size.getValue()))
        .collect(Collectors.joining(" "));
  }
}
