package charwise.engine.task.language;

import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * The losses of many lines, each read from the zero state, so that none waits for another: every
 * thread reads some of them side by side, as one product a step. Where a line ends, the next one
 * goes on in its place within the same window; nothing is padded but the very end. The losses are
 * those of {@link StreamLoss} to the bit, whatever is read beside a line and on which thread.
 */
public final class LineLoss {
  /** Lines side by side on a thread: each weight that comes out of the caches serves six at a time. */
  private static final int STREAMS = 48;

  private static final int WINDOW = 16;

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
   * Reads units {@code from} to {@code to} and writes the loss in nats of each one's successor.
   *
   * @param units at least {@code to + 1}; {@code units[from]} is {@code resetUnit}
   * @param resetUnit what a line begins with: the state is set to zero before it is read
   * @param losses receives the losses, at the indices of {@code units}
   */
  public void read(char[] units, int from, int to, int resetUnit, double[] losses) {
    Lines all = new Lines(units, from, to, resetUnit, losses);
    team.run(member -> readers[member].read(all));
  }

  /** Lines to be read: line k from {@code starts[k]} to {@code starts[k + 1]}. */
  private static final class Lines {
    final char[] units;
    final int[] starts;
    final int count;
    final int resetUnit;
    final double[] losses;

    Lines(char[] units, int from, int to, int resetUnit, double[] losses) {
      this.units = units;
      this.resetUnit = resetUnit;
      this.losses = losses;
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
  }

  /** One thread's share, row {@code t * STREAMS + n} being step t of stream n. */
  private final class Reader {
    private final StackForward forward =
        new StackForward(model.stack(), WINDOW, STREAMS, List.of(), false, 1);
    private final PanelMatrix logits =
        PanelMatrix.zerosByRow(STREAMS, model.config().vocabularySize());
    private final int[] ids = new int[WINDOW * STREAMS];
    private final boolean[] resets = new boolean[WINDOW * STREAMS];
    private final int[] targets = new int[STREAMS];
    private final double[] nats = new double[STREAMS];

    /** Where in the lines' units a row's is; −1 for a row that stands for nothing. */
    private final int[] places = new int[WINDOW * STREAMS];

    private final int[] positions = new int[STREAMS];
    private final int[] ends = new int[STREAMS];

    void read(Lines lines) {
      int rows = Math.min(STREAMS, Math.ceilDiv(lines.count, team.size()));
      Share share = Share.ofStreams(0, 0, rows);
      Arrays.fill(positions, 0);
      Arrays.fill(ends, 0);
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
          int line = team.nextTask();
          if (line < lines.count) {
            positions[n] = lines.starts[line];
            ends[n] = lines.starts[line + 1];
          }
        }
        boolean some = positions[n] < ends[n];
        int row = t * STREAMS + n;
        places[row] = some ? positions[n]++ : -1;
        ids[row] = some ? lines.units[places[row]] : lines.resetUnit;
        resets[row] = ids[row] == lines.resetUnit;
        steps = some ? t + 1 : steps;
      }
      return steps;
    }

    private void readOut(int firstRow, int rows, Lines lines) {
      for (int n = 0; n < rows; n++) {
        int place = places[firstRow + n];
        targets[n] = place < 0 ? lines.resetUnit : lines.units[place + 1];
      }
      model.decoder().forward(forward.output().rows(firstRow, rows), logits, 0, rows);
      SoftmaxCrossEntropy.forward(logits, targets, 0, rows, nats);
      for (int n = 0; n < rows; n++) {
        int place = places[firstRow + n];
        if (place >= 0) {
          lines.losses[place] = nats[n];
        }
      }
    }
  }
}
