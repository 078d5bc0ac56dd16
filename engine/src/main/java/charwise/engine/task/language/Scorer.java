package charwise.engine.task.language;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.ngram.NgramReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How surprising a text is to a model, in constant memory. A continuous text is read as one stream
 * with carried state; its first unit follows nothing and is not counted. Where lines are items they
 * are read side by side, many as one product, each from the zero state and a line feed. Losses are
 * added up in the order of the text. A model of conditions reads each text under one that it is
 * told, or each line under the one that explains it best.
 *
 * <p>A unit that the model's vocabulary lacks costs {@link #unknownNats} and is passed over.
 */
public final class Scorer {
  private static final int CONTINUOUS_BLOCK = 1 << 12;
  private static final int LINES_BLOCK = 1 << 15;
  private static final int UNKNOWN_CODE_POINT_BITS = 20;
  private static final int UNKNOWN_BYTE_BITS = 8;

  private final Vocabulary vocabulary;
  private final @Nullable NgramMix mix;
  private final @Nullable NgramReader ngrams;
  private final StreamLoss stream;
  private final @Nullable LineLoss lines;
  private final int lineFeed;
  private final double unknownNats;

  /** The units not yet handed on, as they are in the text. */
  private final int[] text;

  private int textLength;

  /** The known ones among them, after the one that they follow. */
  private final char[] known;

  private int knownLength;
  private final double[] losses;
  private boolean follows;

  /** Whether the n-grams have read the first of the known units. */
  private boolean ngramsBegun;

  /** Whether the stream is within a line too long for a block. */
  private boolean withinLine;

  /** Tells the conditions of lines; null until it is known how. */
  private @Nullable LineConditions lineConditions;

  /** The conditions of the lines begun in the block, and how many these are. */
  private final int[] conditions;

  private int begun;

  /** Stands in the text for an empty line that is passed over. */
  private static final int EMPTY_LINE = -1;

  /** Whether lines are read as those that a model of lines learns from. */
  private boolean asItems;

  /** Whether the listener knows the condition of the line at hand. */
  private boolean told;

  /**
   * A scorer with a state of its own.
   *
   * @param items whether the state is reset at each line
   * @param team shares the work, line by line or layer by layer
   * @throws IllegalArgumentException if lines are items and the vocabulary has no line feed
   */
  public Scorer(LanguageModel model, Vocabulary vocabulary, Items items, Team team) {
    this(model, model.mix(), vocabulary, items, team);
  }

  /** The same of a model's network alone. */
  static Scorer ofNetwork(LanguageModel model, Vocabulary vocabulary, Items items, Team team) {
    return new Scorer(model, null, vocabulary, items, team);
  }

  private Scorer(
      LanguageModel model, @Nullable NgramMix mix, Vocabulary vocabulary, Items items, Team team) {
    this.vocabulary = vocabulary;
    this.stream = new StreamLoss(model, team);
    this.lineFeed = items == Items.LINE ? vocabulary.id('\n') : -1;
    if (items == Items.LINE && lineFeed < 0) {
      throw new IllegalArgumentException("a model that knows no line feed knows no lines");
    }
    this.lines = items == Items.LINE ? new LineLoss(model, team) : null;
    this.mix = mix;
    this.ngrams = mix == null ? null : new NgramReader(mix.ngrams(), lineFeed);
    this.unknownNats = unknownNats(vocabulary.units());
    int block = items == Items.LINE ? LINES_BLOCK : CONTINUOUS_BLOCK;
    text = new int[block];
    known = new char[block + 1];
    losses = new double[block];
    conditions = new int[model.config().conditions() > 0 && lines != null ? block : 0];
    reset();
  }

  /**
   * The loss of a unit that a vocabulary lacks, in nats: 20 bits for a code point and 8 for a byte,
   * about what it takes to name one among all that there are.
   */
  public static double unknownNats(Units units) {
    return (units == Units.BYTE ? UNKNOWN_BYTE_BITS : UNKNOWN_CODE_POINT_BITS) * Loss.LN_2;
  }

  /**
   * Lets lines be read, from now on, as those that a model of lines learns from: without a carriage
   * return before the line feed, and without empty lines.
   */
  public void readItems() {
    asItems = lineFeed >= 0;
  }

  /** Lets everything be read under a condition from now on. */
  public void condition(int condition) {
    stream.condition(condition);
    lineConditions =
        (units, from, to, ofLines, first, end) -> Arrays.fill(ofLines, first, end, condition);
  }

  /**
   * Lets each line be read, from now on, under the condition that is likeliest given the line; of a
   * line too long for a block, given its beginning.
   *
   * @throws IllegalStateException if lines are not items
   */
  public void likeliestCondition(Conditions all) {
    LineLoss reader = lines;
    if (reader == null) {
      throw new IllegalStateException("only lines have conditions of their own");
    }
    lineConditions =
        (units, from, to, ofLines, first, end) ->
            reader.sums(
                units,
                from,
                to,
                lineFeed,
                (line, sums, at) -> ofLines[first + line] = all.likeliest(sums, at));
  }

  /** Goes back to the zero state, with nothing read. */
  public final void reset() {
    stream.reset();
    if (ngrams != null) {
      ngrams.reset();
    }
    ngramsBegun = false;
    textLength = 0;
    knownLength = 0;
    follows = lineFeed >= 0;
    withinLine = false;
    told = false;
    if (follows) {
      known[knownLength++] = (char) lineFeed;
    }
  }

  /** Scores lines from the zero state, each read under its own condition, its label. */
  public Loss score(LabelledItems items) {
    AtomicInteger read = new AtomicInteger();
    lineConditions =
        (units, from, to, ofLines, first, end) -> {
          for (int i = first; i < end; i++) {
            ofLines[i] = items.target(read.getAndIncrement());
          }
        };
    return score(items.text());
  }

  /** Scores a corpus from the zero state. */
  public Loss score(Corpus corpus) {
    Sum sum = new Sum();
    score(corpus, sum);
    return sum.loss();
  }

  /**
   * The loss of each unit of a corpus, read from the zero state; NaN of one that is not counted.
   */
  double[] losses(Corpus corpus) {
    double[] all = new double[corpus.length()];
    AtomicInteger read = new AtomicInteger();
    score(corpus, (unit, nats) -> all[read.getAndIncrement()] = nats);
    return all;
  }

  private void score(Corpus corpus, LossListener listener) {
    reset();
    try {
      for (int i = 0; i < corpus.length(); i++) {
        add(vocabulary.unit(corpus.ids()[i]), listener);
      }
      flush(textLength, listener);
    } catch (IOException e) {
      throw new IllegalStateException("memory does no input or output", e);
    }
  }

  /**
   * Scores a text, from the state that the last one left or {@link #reset} made. Where the next
   * unit would have to be waited for, all that is complete is handed on first.
   *
   * <p>Where the state is reset at each line, a carriage return before a line feed is dropped if
   * the vocabulary lacks it, and the last line gets a line feed if it has none; see also {@link
   * #readItems}.
   */
  public void score(UnitReader reader, LossListener listener) throws IOException {
    boolean returned = false;
    int last = '\n';
    boolean empty = asItems;
    while (true) {
      if (!reader.ready()) {
        flush(lineFeed < 0 ? textLength : afterLastLine(), listener);
        listener.waiting();
      }
      int unit = reader.read();
      if (returned && unit != '\n') {
        add('\r', listener);
        empty = false;
      }
      if (unit < 0) {
        break;
      }
      returned = unit == '\r' && lineFeed >= 0 && (asItems || vocabulary.id('\r') < 0);
      if (!returned) {
        add(empty && unit == '\n' ? EMPTY_LINE : unit, listener);
        empty = asItems && unit == '\n';
      }
      last = unit;
    }
    if (lineFeed >= 0 && last != '\n') {
      add('\n', listener);
    }
    flush(textLength, listener);
  }

  private void add(int unit, LossListener listener) throws IOException {
    text[textLength++] = unit;
    int id = vocabulary.id(unit);
    if (id >= 0) {
      known[knownLength++] = (char) id;
    }
    if (textLength == text.length) {
      int complete = lineFeed < 0 ? textLength : afterLastLine();
      flush(complete == 0 ? textLength : complete, listener);
    }
  }

  /** The length of the waiting text up to and with its last line feed. */
  private int afterLastLine() {
    int end = textLength;
    while (end > 0 && text[end - 1] != '\n' && text[end - 1] != EMPTY_LINE) {
      end--;
    }
    return end;
  }

  /** Scores the first units that are waiting; the last known one stays, for others to follow. */
  private void flush(int count, LossListener listener) throws IOException {
    int rest = 0;
    for (int i = count; i < textLength; i++) {
      rest += vocabulary.id(text[i]) >= 0 ? 1 : 0;
    }
    int last = knownLength - rest - 1;
    if (last > 0) {
      read(last);
    }
    int place = follows ? 0 : -1;
    int line = 0;
    for (int i = 0; i < count; i++) {
      if (text[i] == EMPTY_LINE) {
        listener.emptyLine();
        continue;
      }
      if (!told && line < begun) {
        listener.condition(conditions[line++]);
        told = true;
      }
      if (vocabulary.id(text[i]) < 0) {
        listener.accept(text[i], unknownNats);
      } else {
        listener.accept(text[i], place < 0 ? Double.NaN : losses[place]);
        place++;
      }
      told &= text[i] != '\n';
    }
    begun = 0;
    System.arraycopy(text, count, text, 0, textLength - count);
    textLength -= count;
    if (last > 0) {
      System.arraycopy(known, last, known, 0, knownLength - last);
      knownLength -= last;
    }
    follows = knownLength > rest;
  }

  /** Writes the losses of the known units that follow the first {@code count}. */
  private void read(int count) {
    int streamed = count;
    if (lines != null) {
      boolean cut = known[count] != lineFeed;
      streamed = withinLine || cut ? lineEnd(count) : 0;
      if (conditions.length > 0) {
        readLines(lines, streamed, count);
      } else if (streamed < count) {
        lines.read(known, streamed, count, lineFeed, losses);
      }
      withinLine = cut;
    }
    stream.read(known, streamed, lineFeed, losses);
    if (mix != null && ngrams != null) {
      mixNgrams(count, mix, ngrams);
    }
  }

  /** Has the n-grams read what the network has read. */
  private void mixNgrams(int count, NgramMix both, NgramReader reader) {
    if (!ngramsBegun) {
      ngramsBegun = true;
      reader.read(known[0]);
    }
    for (int i = 0; i < count; i++) {
      losses[i] = both.nats(losses[i], reader.read(known[i + 1]));
    }
  }

  /** Chooses the conditions of all lines begun, and reads those from {@code streamed} on. */
  private void readLines(LineLoss reader, int streamed, int count) {
    begun = 0;
    if (streamed > 0 && !withinLine) {
      choose(0, streamed, 1);
      stream.condition(conditions[0]);
    }
    int first = begun;
    if (streamed < count) {
      int begin = 0;
      for (int i = streamed; i < count; i++) {
        begin += known[i] == lineFeed ? 1 : 0;
      }
      choose(streamed, count, begin);
      reader.read(known, streamed, count, lineFeed, conditions, first, losses);
    }
  }

  private void choose(int from, int to, int count) {
    if (lineConditions == null) {
      throw new IllegalStateException("no condition to read under");
    }
    lineConditions.choose(known, from, to, conditions, begun, begun + count);
    begun += count;
  }

  /** Where the line begun by the stream ends: at a line feed, or where the units do. */
  private int lineEnd(int count) {
    int end = 1;
    while (end < count && known[end] != lineFeed) {
      end++;
    }
    return end;
  }

  /** Adds up the losses of known units. */
  private static final class Sum implements LossListener {
    private double nats;
    private long count;

    @Override
    public void accept(int unit, double unitNats) {
      if (!Double.isNaN(unitNats)) {
        nats += unitNats;
        count++;
      }
    }

    Loss loss() {
      return new Loss(nats, count);
    }
  }
}
