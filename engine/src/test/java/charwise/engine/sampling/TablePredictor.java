package charwise.engine.sampling;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** A predictor for tests: a machine with few states, each with a row of logits. */
final class TablePredictor implements UnitPredictor {
  private final float[][] table;
  private final int initial;
  private final IntBinaryOperator next;
  private final int[] states;
  private final float[] logits;
  private int unitsRead;

  /**
   * One stream.
   *
   * @param table the logits in each state
   * @param initial the state before anything is read
   * @param next the state after a state and a unit
   */
  TablePredictor(float[][] table, int initial, IntBinaryOperator next) {
    this(table, initial, next, new int[] {initial});
  }

  private TablePredictor(float[][] table, int initial, IntBinaryOperator next, int[] states) {
    this.table = table;
    this.initial = initial;
    this.next = next;
    this.states = states;
    this.logits = new float[states.length * vocabularySize()];
    publish();
  }

  /**
   * A Markov chain: what comes next depends on the last unit.
   *
   * @param probabilities those after each unit, and in a further row those after nothing
   */
  static TablePredictor markov(double[]... probabilities) {
    return new TablePredictor(logits(probabilities), probabilities.length - 1, (state, id) -> id);
  }

  /**
   * A script: what comes next depends on how many units have been read since the start.
   *
   * @param ids the likeliest unit after none, one, two and so on; the last one goes on for ever
   */
  static TablePredictor script(int vocabularySize, int... ids) {
    double[][] probabilities = new double[ids.length][vocabularySize];
    for (int read = 0; read < ids.length; read++) {
      Arrays.fill(probabilities[read], 0.1);
      probabilities[read][ids[read]] = 0.7;
    }
    return new TablePredictor(
        logits(probabilities), 0, (state, id) -> Math.min(state + 1, ids.length - 1));
  }

  private static float[][] logits(double[][] probabilities) {
    float[][] table = new float[probabilities.length][probabilities[0].length];
    for (int row = 0; row < table.length; row++) {
      for (int id = 0; id < table[row].length; id++) {
        table[row][id] = (float) StrictMath.log(probabilities[row][id]);
      }
    }
    return table;
  }

  /** How many units {@link #read} has read. */
  int unitsRead() {
    return unitsRead;
  }

  @Override
  public int vocabularySize() {
    return table[0].length;
  }

  @Override
  public int streams() {
    return states.length;
  }

  @Override
  public void reset(int stream) {
    states[stream] = initial;
  }

  @Override
  public void read(char[] ids, int from, int to) {
    if (states.length != 1) {
      throw new IllegalStateException("several streams");
    }
    unitsRead += to - from;
    for (int i = from; i < to; i++) {
      advance(new int[] {ids[i]});
    }
  }

  @Override
  public void advance(int[] ids) {
    for (int stream = 0; stream < states.length; stream++) {
      states[stream] = next.applyAsInt(states[stream], ids[stream]);
    }
    publish();
  }

  private void publish() {
    for (int stream = 0; stream < states.length; stream++) {
      System.arraycopy(table[states[stream]], 0, logits, logitsOffset(stream), vocabularySize());
    }
  }

  @Override
  public float[] logits() {
    return logits;
  }

  @Override
  public int logitsOffset(int stream) {
    return stream * vocabularySize();
  }

  @Override
  public void copyState(UnitPredictor from, int fromStream, int toStream) {
    TablePredictor other = (TablePredictor) from;
    states[toStream] = other.states[fromStream];
    System.arraycopy(
        other.logits, logitsOffset(fromStream), logits, logitsOffset(toStream), vocabularySize());
  }

  @Override
  public TablePredictor select(int... streams) {
    int[] selected = Arrays.stream(streams).map(stream -> states[stream]).toArray();
    return new TablePredictor(table, initial, next, selected);
  }
}
