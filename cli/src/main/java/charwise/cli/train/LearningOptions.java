package charwise.cli.train;

import charwise.cli.option.RealNumber;
import charwise.cli.option.SeedOption;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.training.OnDivergence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for how the weights are learned; null where they were left out. */
final class LearningOptions {
  static final String HEADING = "%nLearning:%n";

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = WholeNumber.Size.class,
      description = "Streams of text read side by side. Default: chosen for the text.")
  @Nullable Long batch;

  @Option(
      names = "--bptt",
      paramLabel = "N",
      converter = WholeNumber.Size.class,
      description = "Characters that a gradient reaches back. Default: chosen for the text.")
  @Nullable Long bptt;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      converter = RealNumber.Positive.class,
      description = "Peak learning rate. Default: chosen for the cell and its size.")
  @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "SCHEDULE",
      description = "How the rate falls: ${COMPLETION-CANDIDATES}. Default: cosine.")
  @Nullable ScheduleType schedule;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      converter = WholeNumber.NotNegative.class,
      description = "Steps over which the rate rises at the start. Default: a share of the steps.")
  @Nullable Long warmup;

  @Option(
      names = "--optimizer",
      paramLabel = "OPTIMIZER",
      description = "The update rule: ${COMPLETION-CANDIDATES}. Default: adam.")
  @Nullable OptimizerType optimizer;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      converter = RealNumber.NotNegative.class,
      description = "Decoupled weight decay. Default: chosen for the budget.")
  @Nullable Double weightDecay;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      converter = RealNumber.NotNegative.class,
      description = "Scale gradients down to this global norm; 0 for no clipping. Default: 5.0.")
  @Nullable Double clipNorm;

  @Option(
      names = "--clip-value",
      paramLabel = "X",
      converter = RealNumber.Positive.class,
      description = "Cut each gradient at this value instead.")
  @Nullable Double clipValue;

  @Option(
      names = "--on-divergence",
      paramLabel = "ANSWER",
      description =
          "What to do when loss, gradients or weights are no longer finite:"
              + " ${COMPLETION-CANDIDATES}. stop ends the run; rewind goes back to its last"
              + " validation, or else its start, at half the learning rate, up to ten times."
              + " Default: stop.")
  @Nullable OnDivergence onDivergence;

  @ArgGroup(validate = false)
  SeedOption seed = new SeedOption();

  @ArgGroup(validate = false)
  ThreadsOption threads = new ThreadsOption();
}
