package charwise.cli.train;

import charwise.cli.option.RealNumber;
import charwise.cli.option.WholeNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the length of the training; null where they were left out. */
final class BudgetOptions {
  static final String HEADING = "%nBudget, whichever ends first:%n";

  @Option(
      names = "--epochs",
      paramLabel = "X",
      converter = RealNumber.Positive.class,
      description = "Passes over the training text; fractions are fine.")
  @Nullable Double epochs;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = WholeNumber.Steps.class,
      description =
          "Weight updates. Default, with no budget given: a number that takes about three minutes"
              + " on two cores.")
  @Nullable Long steps;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      converter = RealNumber.Positive.class,
      description =
          "Minutes to take from the program's start, the measurement of the speed included, which"
              + " lasts until the speed no longer changes. It fixes the number of steps, and the"
              + " report names the --steps that repeats the run exactly. It ends sooner where the"
              + " text would be read dozens of times, unless --epochs asks for that.")
  @Nullable Double minutes;
}
