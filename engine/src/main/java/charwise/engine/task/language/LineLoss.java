package charwise.engine.task.language;

import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.NetworkForward;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * The losses of many lines, each read from the zero state, so that none waits for another: every
 * thread reads some of them side by side, as one product a step. Where a line ends, the next one
 * goes on in its place within the same window; nothing is padded but the very end. The losses are
 * those of {@link StreamLoss} to the bit, whatever is read beside a line and on which thread. A
 * line may be read under several conditions, side by side like other lines.
 */
public final class LineLoss {
  /**
   * Lines side by side on a thread: each weight that comes out of the caches serves six at a time.
   */
  private static final int STREAMS = 48;

  private static final int WINDOW = 16;
  private static final int[] NO_CONDITIONS = {};
  private static final double[] NO_SUMS = {};

  /** Sums kept at a time, whatever the number of conditions. */
  private static final int MOST_SUMS = 1 << 20;

  private final LanguageModel model;
  private final Team team;
  private final Reader[] readers;

  /** Room for some lines on each of the team's threads. */
  public LineLoss(LanguageModel model, Team team) {
    this.model = model;
    this.team = team;
    readers = new Reader[team.size()];
    Arrays.setAll(readers, member -> new Reader());
  }

  /**
   * Reads units {@code from} to {@code to} and writes the loss in nats of each one's successor, of
   * a model that knows no conditions.
   *
   * @param units at least {@code to + 1}; {@code units[from]} is {@code resetUnit}
   * @param resetUnit what a line begins with: the state is set to zero before it is read
   * @param losses receives the losses, at the indices of {@code units}
   */
  public void read(char[] units, int from, int to, int resetUnit, double[] losses) {
    model.config().requireCondition(LanguageModelConfig.NO_CONDITION);
    read(new Lines(units, from, to, resetUnit).into(losses, NO_CONDITIONS, 0));
  }

  /**
   * The same of a model of conditions.
   *
   * @param conditions what each line is read under, in their order, from index {@code first} on
   */
  void read(
      char[] units, int from, int to, int resetUnit, int[] conditions, int first, double[] losses) {
    read(new Lines(units, from, to, resetUnit).into(losses, conditions, first));
  }

  /** Takes minus the logarithm of a line's probability, the sum of its losses. */
  @FunctionalInterface
  interface SumVisitor {
    /**
     * Called for one line after the other.
     *
     * @param line its number, from 0
     * @param sums holds that under each of the model's conditions, from index {@code from} on
     */
    void visit(int line, double[] sums, int from);
  }

  /**
   * Reads every line under each of the model's conditions; the arguments are those of a reading.
   */
  void sums(char[] units, int from, int to, int resetUnit, SumVisitor visitor) {
    int conditions = model.config().conditions();
    Lines all = new Lines(units, from, to, resetUnit);
    int lines = all.count;
    int group = Math.max(1, MOST_SUMS / conditions);
    for (int first = 0; first < lines; first += group) {
      int count = Math.min(group, lines - first);
      double[] sums = new double[count * conditions];
      read(all.into(sums, conditions, first, count));
      for (int i = 0; i < count; i++) {
        visitor.visit(first + i, sums, i * conditions);
      }
    }
  }

  private void read(Lines all) {
    team.run(member -> readers[member].read(all));
  }

  /**
   * Lines to be read: line k from {@code starts[k]} to {@code starts[k + 1]}, each under its own
   * condition or, for sums, some of them under every condition.
   */
  private static final class Lines {
    final char[] units;
    final int[] starts;
    final int resetUnit;

    /** How many there are to be read, a line under two conditions counted as two. */
    int count;

    /** How often each is read. */
    private int variants = 1;

    private int first;
    private int[] conditions = NO_CONDITIONS;
    double[] losses = NO_SUMS;
    double[] sums = NO_SUMS;

    Lines(char[] units, int from, int to, int resetUnit) {
      this.units = units;
      this.resetUnit = resetUnit;
      int lines = 0;
      starts = new int[to - from + 1];
      for (int i = from; i < to; i++) {
        if (units[i] == resetUnit) {
          starts[lines++] = i;
        }
      }
      starts[lines] = to;
      count = lines;
    }

    /** All lines, each read once, line k under condition {@code ofLines[firstOfLines + k]}. */
    Lines into(double[] lossesOfUnits, int[] ofLines, int firstOfLines) {
      losses = lossesOfUnits;
      conditions = ofLines;
      first = firstOfLines;
      return this;
    }

    /** Some lines, each read under all conditions. */
    Lines into(double[] sumsOfLines, int allConditions, int firstLine, int lines) {
      sums = sumsOfLines;
      variants = allConditions;
      first = firstLine;
      count = lines * allConditions;
      return this;
    }

    int line(int number) {
      return sums.length > 0 ? first + number / variants : number;
    }

    int condition(int number) {
      return sums.length > 0 ? number % variants : conditions[first + number];
    }
  }

  /** One thread's share, row {@code t * STREAMS + n} being step t of stream n. */
  private final class Reader {
    private final NetworkForward forward =
        model.network().newForward(WINDOW, STREAMS, List.of(), false, 1);
    private final PanelMatrix logits =
        PanelMatrix.zerosByRow(STREAMS, model.config().vocabularySize());
    private final int[] ids = new int[model.config().inputsPerUnit() * WINDOW * STREAMS];
    private final boolean[] resets = new boolean[WINDOW * STREAMS];
    private final int[] targets = new int[STREAMS];
    private final double[] nats = new double[STREAMS];

    /** Where in the lines' units a row's is; −1 for a row that stands for nothing. */
    private final int[] places = new int[WINDOW * STREAMS];

    /** To which of all lines a row belongs. */
    private final int[] numbers = new int[WINDOW * STREAMS];

    private final int[] positions = new int[STREAMS];
    private final int[] ends = new int[STREAMS];

    /** Which of all lines each stream is at. */
    private final int[] current = new int[STREAMS];

    void read(Lines lines) {
      int rows = Math.min(STREAMS, Math.ceilDiv(lines.count, team.size()));
      Share share = Share.ofStreams(0, 0, rows);
      Arrays.fill(positions, 0);
      Arrays.fill(ends, 0);
      Arrays.fill(current, 0);
      int steps = WINDOW;
      while (steps == WINDOW) {
        steps = 0;
        for (int n = 0; n < rows; n++) {
          steps = Math.max(steps, fill(n, lines));
        }
        forward.run(share, ids, resets, steps);
        forward.carry(steps);
        for (int t = 0; t < steps; t++) {
          readOut(t * STREAMS, rows, lines);
        }
      }
    }

    /** Fills in a stream's part of a window; returns after how many steps nothing is left. */
    private int fill(int n, Lines lines) {
      int steps = 0;
      for (int t = 0; t < WINDOW; t++) {
        if (positions[n] == ends[n]) {
          int number = team.nextTask();
          if (number < lines.count) {
            current[n] = number;
            positions[n] = lines.starts[lines.line(number)];
            ends[n] = lines.starts[lines.line(number) + 1];
          }
        }
        boolean some = positions[n] < ends[n];
        int row = t * STREAMS + n;
        numbers[row] = current[n];
        places[row] = some ? positions[n]++ : -1;
        ids[row] = some ? lines.units[places[row]] : lines.resetUnit;
        resets[row] = ids[row] == lines.resetUnit;
        if (ids.length > resets.length) {
          ids[resets.length + row] = lines.condition(current[n]);
        }
        steps = some ? t + 1 : steps;
      }
      return steps;
    }

    private void readOut(int firstRow, int rows, Lines lines) {
      for (int n = 0; n < rows; n++) {
        int place = places[firstRow + n];
        targets[n] = place < 0 ? lines.resetUnit : lines.units[place + 1];
      }
      model.network().readOut(forward.output().rows(firstRow, rows), logits, 0, rows);
      SoftmaxCrossEntropy.forward(logits, targets, 0, rows, nats);
      for (int n = 0; n < rows; n++) {
        int place = places[firstRow + n];
        if (place >= 0 && lines.sums.length > 0) {
          lines.sums[numbers[firstRow + n]] += nats[n];
        } else if (place >= 0) {
          lines.losses[place] = nats[n];
        }
      }
    }
  }
}
