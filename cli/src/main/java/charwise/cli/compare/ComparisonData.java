package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.input.ColumnChoice;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.ReadingChoices;
import charwise.cli.input.TextLoader;
import charwise.corpora.Recall;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.ItemSet;
import charwise.engine.comparison.ItemTask;
import charwise.engine.comparison.LanguageComparison;
import charwise.engine.comparison.RecallTask;
import charwise.engine.comparison.TextTask;
import charwise.engine.comparison.Variant;
import charwise.engine.comparison.sweep.Criterion;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.registry.TaskType;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The data that contenders are compared on: a text, the generated corpus {@code recall}, unless
 * there is a file or folder of that name, or the items of another task. A tenth of a text is kept
 * back, of which the first half validates and the second one tests.
 *
 * @param name for messages
 * @param parts what validates and what tests, with their sizes
 */
record ComparisonData(String name, ComparisonTask task, Kind kind, String parts) {
  private static final List<Integer> TEXT_LAGS = List.of(10, 100, 1000);
  private static final List<Integer> RECALL_LAGS = List.of(10, 30, 100, 300, 1000);
  private static final List<Double> TEXT_RATES = List.of(0.002, 0.005, 0.0125, 0.03, 0.06);
  private static final List<Double> RECALL_RATES = List.of(0.001, 0.01);
  private static final List<Double> ITEM_RATES = List.of(0.003, 0.01, 0.03);
  private static final int LONGEST_RECALL_LAG = 100_000;

  /** The fewest characters, or items, to validate or to test on. */
  private static final int LEAST = 10;

  private static final int TEXT_HIDDEN_SIZE = 128;
  private static final int ITEM_HIDDEN_SIZE = 64;

  /** What data there are. */
  enum Kind {
    TEXT,
    RECALL,
    ITEMS
  }

  /** The share of right answers that guessing gives on {@code recall}. */
  static double chance() {
    return 1.0 / Recall.ANSWERS;
  }

  /**
   * Finds and reads the data.
   *
   * @param corpora the CORPUS arguments; empty for the default text
   */
  static ComparisonData of(
      List<String> corpora,
      ContenderOptions contenders,
      ItemOptions items,
      MeasureOptions measures,
      List<Double> rates,
      Console console)
      throws IOException {
    ColumnChoice column = items.pairs.column(contenders.column.name());
    if (contenders.task != TaskType.GENERATE) {
      var loader = new ItemLoader(contenders.task, items, column, console);
      List<Integer> lengths = ContenderOptions.integers(measures.lengths);
      return items(loader.read(corpora), String.join(", ", corpora), lengths, rates);
    }
    List<Integer> lags = ContenderOptions.integers(measures.lags);
    boolean recall =
        corpora.equals(List.of(Recall.NAME))
            && column == null
            && !Files.exists(console.resolve(Recall.NAME));
    if (recall) {
      return recall(or(lags, RECALL_LAGS), or(rates, RECALL_RATES), contenders.seed.seed());
    }
    var choices = new ReadingChoices(null, Items.NONE, column, null, null);
    CorpusArguments arguments = new CorpusArguments(corpora, console);
    return text(
        new TextLoader(choices, console).load(arguments.sources(), null),
        arguments.description(),
        lags,
        or(rates, TEXT_RATES));
  }

  private static ComparisonData items(
      ItemSet items, String name, List<Integer> lengths, List<Double> rates) {
    if (Math.min(items.validationSize(), items.testSize()) < LEAST) {
      throw UserException.failure(
          "too few items to choose and to test by (%d and %d, a tenth of all each)"
              .formatted(items.validationSize(), items.testSize()),
          name,
          "give more of them");
    }
    List<Integer> measured = lengths.isEmpty() ? ItemTask.usualLengths(items) : lengths;
    return new ComparisonData(
        name,
        new ItemTask(items, measured, or(rates, ITEM_RATES)),
        Kind.ITEMS,
        "%s items to choose by, %s to test on"
            .formatted(
                NumberText.grouped(items.validationSize()), NumberText.grouped(items.testSize())));
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
    return new ComparisonData(
        Recall.NAME,
        new RecallTask(text, text.text(), text.test(), lags, rates),
        Kind.RECALL,
        "fresh items to test on");
  }

  private static ComparisonData text(
      TrainingText loaded, String name, List<Integer> asked, List<Double> rates) {
    Corpus keptBack = loaded.validation();
    int half = keptBack.length() / 2;
    if (half < LEAST) {
      throw UserException.failure(
          "too little text to choose and to test by (%d characters, a tenth of all)"
              .formatted(keptBack.length()),
          name,
          "give a longer text");
    }
    Corpus test = keptBack.slice(half, keptBack.length());
    for (int lag : asked) {
      if (lag >= test.length()) {
        throw UserException.usage(
            "the part of the text that tests has only " + test.length() + " characters",
            "--lags " + lag,
            "give lags below that, or a longer text");
      }
    }
    List<Integer> lags =
        or(asked, TEXT_LAGS.stream().filter(lag -> lag <= test.length() / 2).toList());
    return new ComparisonData(
        name,
        new TextTask(new TrainingText(loaded.train(), keptBack.slice(0, half)), test, lags, rates),
        Kind.TEXT,
        "%s characters to choose by, %s to test on"
            .formatted(NumberText.grouped(half), NumberText.grouped(test.length())));
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }

  boolean isRecall() {
    return kind == Kind.RECALL;
  }

  boolean isItems() {
    return kind == Kind.ITEMS;
  }

  /** The data of a language model. */
  LanguageComparison language() {
    return (LanguageComparison) task;
  }

  /** The items of any other task. */
  ItemSet items() {
    return ((ItemTask) task).items();
  }

  /** What runs are judged by where nothing else is asked for. */
  Criterion criterion() {
    return isRecall() ? Criterion.answers(task.lags()) : Criterion.METRIC;
  }

  /** The default hidden size of what others are matched to. */
  int usualHiddenSize() {
    return isText() ? TEXT_HIDDEN_SIZE : ITEM_HIDDEN_SIZE;
  }

  /** What others are matched to: an LSTM or, with items, what is named first. */
  Variant reference(List<Variant> alike) {
    Variant first = alike.getFirst();
    return isItems() ? first : Variant.of(CellType.LSTM, first.layers());
  }

  private static <T> List<T> or(List<T> asked, List<T> otherwise) {
    return asked.isEmpty() ? otherwise : asked;
  }
}
