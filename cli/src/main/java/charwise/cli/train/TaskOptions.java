package charwise.cli.train;

import charwise.cli.pairs.PairOptions;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.network.Directions;
import charwise.engine.ngram.NgramUse;
import charwise.engine.registry.TaskType;
import charwise.engine.task.tagger.Restoration;
import java.util.List;
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
              + " a text its label, and learns from pairs of a text and a label; tag gives each"
              + " character its tag: what a text has lost (--restore), what becomes of it (pairs of"
              + " equal length), or whether it is in a name (tagged tokens); transduce writes an"
              + " answer to a text, and learns from pairs of the two. Default: generate.")
  TaskType task = TaskType.GENERATE;

  @Option(
      names = "--restore",
      paramLabel = "WHAT",
      split = ",",
      description =
          "tag: learn to put back what a text has lost, with commas between:"
              + " ${COMPLETION-CANDIDATES}. CORPUS is then plain text: each line is an answer, and"
              + " the same line without these the question.")
  @Nullable List<Restoration> restore;

  @Option(
      names = "--lexicon",
      negatable = true,
      description =
          "tag: read beside each character what a lexicon of the training part says of the word it"
              + " is in. Default: where words, between spaces, mostly repeat.")
  @Nullable Boolean lexicon;

  @Option(
      names = "--directions",
      paramLabel = "WAYS",
      description =
          "classify, tag, transduce: whether texts are read from their beginning, or from both"
              + " ends: ${COMPLETION-CANDIDATES}. Default: both.")
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
          "generate, classify: whether n-grams stand beside the network, counted in the text or"
              + " in a linear model of labels: ${COMPLETION-CANDIDATES}. auto gives them the weight"
              + " that explains the validation part best, which may be none. For a text, on does"
              + " the same, but refuses one that has no validation part. Default: auto.")
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
          "The measure on the validation part that chooses the model. classify: accuracy, macro-f1"
              + " or nats; default: accuracy. tag: unit-accuracy, word-accuracy, line-accuracy,"
              + " entity-f1 or nats; default: word-accuracy where a text is restored, unit-accuracy"
              + " for pairs, entity-f1 for names."
              + " transduce: accuracy, error-rate or nats; default: accuracy.")
  @Nullable String best;

  @Option(
      names = "--condition",
      paramLabel = "COL",
      description =
          "generate: learn texts that each stand under a condition, such as names by language: the"
              + " text of each row is in --input, its condition in this column. Each row is an"
              + " item, as with --items line. sample --condition then writes under one of them,"
              + " score says how surprising a text is under it, and predict ranks the conditions of"
              + " a line.")
  @Nullable String condition;

  @ArgGroup(validate = false)
  TransduceOptions transduce = new TransduceOptions();

  @ArgGroup(validate = false)
  PairOptions pairs = new PairOptions();
}
