package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.ReadingChoices;
import charwise.cli.input.TextLoader;
import charwise.corpora.Recall;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.RecallTask;
import charwise.engine.comparison.TextTask;
import charwise.engine.comparison.sweep.Criterion;
import charwise.engine.data.Items;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data that cells are compared on: a text, or the generated corpus {@code recall}, unless there
 * is a file or folder of that name.
 *
 * @param name for messages
 * @param recall whether it is the generated corpus
 */
record ComparisonData(String name, ComparisonTask task, boolean recall) {
  private static final List<Integer> TEXT_LAGS = List.of(10, 100, 1000);
  private static final List<Integer> RECALL_LAGS = List.of(10, 30, 100, 300, 1000);
  private static final List<Double> TEXT_RATES = List.of(0.002, 0.005, 0.0125, 0.03, 0.06);
  private static final List<Double> RECALL_RATES = List.of(0.001, 0.01);
  private static final int LONGEST_RECALL_LAG = 100_000;

  /** The fewest characters to validate on. */
  private static final int LEAST_VALIDATION = 20;

  private static final int TEXT_HIDDEN_SIZE = 128;
  private static final int RECALL_HIDDEN_SIZE = 64;

  /** The share of right answers that guessing gives. */
  static double chance() {
    return 1.0 / Recall.ANSWERS;
  }

  /**
   * Finds and reads the data.
   *
   * @param corpora the CORPUS arguments; empty for the default text
   * @param column the column or field to read of each text, or null
   * @param lags the lags to measure at; empty for the usual ones
   * @param rates the learning rates to try; empty for the usual ones
   * @param seed of the generated corpus
   */
  static ComparisonData of(
      List<String> corpora,
      @Nullable String column,
      List<Integer> lags,
      List<Double> rates,
      long seed,
      Console console)
      throws IOException {
    boolean recall =
        corpora.equals(List.of(Recall.NAME))
            && column == null
            && !Files.exists(console.resolve(Recall.NAME));
    return recall
        ? recall(or(lags, RECALL_LAGS), or(rates, RECALL_RATES), seed)
        : text(new CorpusArguments(corpora, console), column, lags, or(rates, TEXT_RATES), console);
  }

  private static ComparisonData recall(List<Integer> lags, List<Double> rates, long seed)
      throws IOException {
    for (int lag : lags) {
      if (lag < Recall.SHORTEST_LAG || lag > LONGEST_RECALL_LAG) {
        throw UserException.usage(
            "no item has so many characters between key and question",
            "--lags " + lag,
            "give lags from " + Recall.SHORTEST_LAG + " to " + LONGEST_RECALL_LAG);
      }
    }
    RecallText text = RecallText.of(seed);
    return new ComparisonData(Recall.NAME, new RecallTask(text, text.text(), lags, rates), true);
  }

  private static ComparisonData text(
      CorpusArguments corpora,
      @Nullable String column,
      List<Integer> asked,
      List<Double> rates,
      Console console)
      throws IOException {
    TrainingText text =
        new TextLoader(new ReadingChoices(null, Items.NONE, column, null, null), console)
            .load(corpora.sources(), null);
    int validation = text.validation().length();
    if (validation < LEAST_VALIDATION) {
      throw UserException.failure(
          "too little text to validate on (" + validation + " characters, a tenth of all)",
          corpora.description(),
          "give a longer text");
    }
    for (int lag : asked) {
      if (lag >= validation) {
        throw UserException.usage(
            "the validation text has only " + validation + " characters",
            "--lags " + lag,
            "give lags below that, or a longer text");
      }
    }
    List<Integer> lags =
        or(asked, TEXT_LAGS.stream().filter(lag -> lag <= validation / 2).toList());
    return new ComparisonData(corpora.description(), new TextTask(text, lags, rates), false);
  }

  /** What runs are judged by. */
  Criterion criterion() {
    return recall ? Criterion.answers(task.lags()) : Criterion.BITS;
  }

  /** The default hidden size of the LSTM that others are matched to. */
  int usualHiddenSize() {
    return recall ? RECALL_HIDDEN_SIZE : TEXT_HIDDEN_SIZE;
  }

  private static <T> List<T> or(List<T> asked, List<T> otherwise) {
    return asked.isEmpty() ? otherwise : asked;
  }
}
