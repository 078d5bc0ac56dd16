package charwise.cli.compare;

import charwise.cli.option.RealNumber;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for how each run trains; null where they were left out. */
final class SweepOptions {
  static final String HEADING = "%nEach run:%n";

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = WholeNumber.Steps.class,
      description = "Weight updates of a run. Default: enough for some forty seconds of a core.")
  @Nullable Long steps;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      converter = RealNumber.Positive.class,
      description =
          "Minutes for a contender's first run, with the measurement of speeds before it and its"
              + " search for a learning rate. The number of steps is then that of the slowest"
              + " contender, the same for all; with --match time each has its own.")
  @Nullable Double minutes;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      split = ",",
      converter = RealNumber.Positive.class,
      description =
          "Peak learning rates, with commas between. Of several, every contender tries each in a"
              + " short run with a seed of its own and keeps the best. Default: on a text"
              + " 0.002,0.005,0.0125,0.03,0.06, on recall 0.001,0.01, on pairs 0.003,0.01,0.03.")
  @Nullable List<Double> learningRates;

  @ArgGroup(validate = false)
  ThreadsOption threads = new ThreadsOption();

  /** Each rate once; an empty list where the option was left out. */
  List<Double> learningRates() {
    return learningRates == null ? List.of() : learningRates.stream().distinct().toList();
  }
}
