package charwise.cli.train;

import charwise.cli.pairs.PairOptions;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.network.Directions;
import charwise.engine.registry.TaskType;
import charwise.engine.task.classifier.NgramUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is learnt, and what only some tasks know; null where left open. */
final class TaskOptions {
  static final String HEADING = "%nTask:%n";

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "What to learn: ${COMPLETION-CANDIDATES}. generate writes more of a text; classify gives"
              + " a text its label, and learns from pairs of a text and a label; transduce writes an"
              + " answer to a text, and learns from pairs of the two. Default: generate.")
  TaskType task = TaskType.GENERATE;

  @Option(
      names = "--directions",
      paramLabel = "WAYS",
      description =
          "classify, transduce: whether texts are read from their beginning, or from both ends:"
              + " ${COMPLETION-CANDIDATES}. Default: both.")
  @Nullable Directions directions;

  @Option(
      names = "--pooling",
      paramLabel = "POOLING",
      description =
          "classify: what is made of all positions of a text: ${COMPLETION-CANDIDATES}. Default:"
              + " max.")
  @Nullable PoolingType pooling;

  @Option(
      names = "--ngrams",
      paramLabel = "USE",
      description =
          "classify: whether a linear model of n-grams stands beside the network:"
              + " ${COMPLETION-CANDIDATES}. auto gives it the weight that explains the validation"
              + " part best, which may be none. Default: auto.")
  @Nullable NgramUse ngrams;

  @Option(
      names = "--balance",
      paramLabel = "WEIGHTS",
      description =
          "classify: what items count: ${COMPLETION-CANDIDATES}. inverse makes all labels count"
              + " alike, however many items have them. Default: none.")
  @Nullable Balance balance;

  @Option(
      names = "--best",
      paramLabel = "METRIC",
      description =
          "The measure on the validation part that chooses the model: accuracy, macro-f1 or nats"
              + " for classify; accuracy, error-rate or nats for transduce. Default: accuracy.")
  @Nullable String best;

  @ArgGroup(validate = false)
  TransduceOptions transduce = new TransduceOptions();

  @ArgGroup(validate = false)
  PairOptions pairs = new PairOptions();
}
