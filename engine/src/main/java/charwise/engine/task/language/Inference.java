package charwise.engine.task.language;

import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.NetworkForward;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * The running state of a model over some streams, to read and to generate text. Its buffers are its
 * own, so that reading disturbs no training. Not thread-safe.
 */
public final class Inference {
  private static final int WINDOW = 64;

  private final LanguageModel model;
  private final int streams;
  private final int window;
  private final Share share;
  private final NetworkForward forward;
  private final PanelMatrix logits;
  private final int[] ids;
  private final boolean[] resets;

  /** The condition of each stream. */
  private final int[] conditions;

  private int lastRow;

  /** Fresh states for {@code streams} streams of a model that knows no conditions. */
  public Inference(LanguageModel model, int streams) {
    this(model, streams, LanguageModelConfig.NO_CONDITION);
  }

  /**
   * Fresh states for {@code streams} streams.
   *
   * @param condition what all of them are read under at first; {@link
   *     LanguageModelConfig#NO_CONDITION} where the model knows none
   */
  public Inference(LanguageModel model, int streams, int condition) {
    this(model, streams, condition, streams == 1 ? WINDOW : 1);
  }

  private Inference(LanguageModel model, int streams, int condition, int window) {
    this.model = model;
    this.streams = streams;
    this.window = window;
    share = Share.ofStreams(0, 0, streams);
    int rows = Math.multiplyExact(window, streams);
    forward = model.network().newForward(window, streams, List.of(), false, 1);
    logits = PanelMatrix.zerosByRow(rows, model.config().vocabularySize());
    ids = new int[Math.multiplyExact(model.config().inputsPerUnit(), rows)];
    resets = new boolean[rows];
    conditions = new int[streams];
    Arrays.fill(conditions, model.config().requireCondition(condition));
  }

  /**
   * Fresh states of streams of which {@link #readAll} reads up to {@link #window} units at a time.
   */
  public static Inference ofWindows(LanguageModel model, int streams) {
    return new Inference(model, streams, LanguageModelConfig.NO_CONDITION, WINDOW);
  }

  /** The states, each a row a stream: h (and c) of each layer, from the input up; not copies. */
  public List<Matrix> initialState() {
    return forward.initialState();
  }

  /** The number of streams. */
  public int streams() {
    return streams;
  }

  /** The units of each stream that are read at a time at the most. */
  public int window() {
    return window;
  }

  /** Lets a stream be read under another condition from the next unit on. */
  public void condition(int stream, int condition) {
    conditions[stream] = model.config().requireCondition(condition);
  }

  /** Starts every stream afresh, from the zero state, under the same condition. */
  public void reset() {
    for (int stream = 0; stream < streams; stream++) {
      reset(stream);
    }
  }

  /** Starts one stream afresh, under the same condition. */
  public void reset(int stream) {
    forward.clearState(stream);
  }

  /** Reads one unit in every stream; {@link #logits} are then those of the unit that follows. */
  public void advance(int[] units) {
    System.arraycopy(units, 0, ids, 0, streams);
    if (ids.length > resets.length) {
      System.arraycopy(conditions, 0, ids, resets.length, streams);
    }
    forward.run(share, ids, resets, 1);
    forward.carry(1);
    lastRow = 0;
    model.network().readOut(forward.output(), logits, 0, streams);
  }

  /**
   * Reads some units in every stream; {@link #logits} are then those after each.
   *
   * @param units number {@code t * streams + n} is step t of stream n
   * @param steps at most {@link #window}
   */
  public void readAll(int[] units, int steps) {
    int rows = steps * streams;
    System.arraycopy(units, 0, ids, 0, rows);
    if (ids.length > resets.length) {
      for (int t = 0; t < steps; t++) {
        System.arraycopy(conditions, 0, ids, resets.length + t * streams, streams);
      }
    }
    forward.run(share, ids, resets, steps);
    forward.carry(steps);
    lastRow = rows - streams;
    model.network().readOut(forward.output(), logits, 0, rows);
  }

  /** Reads many units in the only stream; {@link #logits} are then those after the last. */
  public void read(char[] units, int from, int to) {
    checkSingle();
    for (int i = from; i < to; i += window) {
      int steps = Math.min(window, to - i);
      run(units, i, steps);
      lastRow = steps - 1;
      model.network().readOut(forward.output(), logits, lastRow, 1);
    }
  }

  private void run(char[] units, int from, int steps) {
    for (int t = 0; t < steps; t++) {
      ids[t] = units[from + t];
    }
    if (ids.length > resets.length) {
      Arrays.fill(ids, resets.length, resets.length + steps, conditions[0]);
    }
    forward.run(share, ids, resets, steps);
    forward.carry(steps);
  }

  private void checkSingle() {
    if (streams != 1) {
      throw new IllegalStateException("only a single stream is read many units at a time");
    }
  }

  /** The array that holds the logits, valid until the next call. */
  public float[] logits() {
    return logits.values();
  }

  /** Where a stream's logits start: as many as the vocabulary has units. */
  public int logitsOffset(int stream) {
    return logits.row(0, lastRow + stream);
  }

  /** The same after a step of {@link #readAll}. */
  public int logitsOffset(int step, int stream) {
    return logits.row(0, step * streams + stream);
  }

  /**
   * Gives a stream state and condition of a stream of the same or another inference of the model.
   */
  public void copyState(Inference from, int fromStream, int toStream) {
    forward.copyState(from.forward, fromStream, toStream);
    conditions[toStream] = from.conditions[fromStream];
  }
}
