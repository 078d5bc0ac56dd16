package charwise.engine.task.tagger;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.Sequences;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * The logits of many windows: every thread reads some that are of similar length side by side. The
 * logits of a window do not depend, to the bit, on what is read beside it, nor on threads.
 */
final class TaggerReader {
  /** Units of each window for which there is room with the largest number of windows. */
  private static final int UNITS = 64;

  private final Tagger model;
  private final int longest;
  private final int items;
  private final int rows;
  private final Team team;
  private final Member[] members;

  /** Meets the logits of a window's units. */
  @FunctionalInterface
  interface Visitor {
    /**
     * The logits of a unit. Called by several threads at once, for windows of their own.
     *
     * @param member the calling thread's number in the team
     * @param at the unit's index in the window
     * @param logits contiguous in a row
     */
    void unit(int member, int window, int at, PanelMatrix logits, int row);
  }

  /**
   * Buffers for each of the team's threads.
   *
   * @param longest the most units of a window
   * @param items the most windows that a thread reads side by side
   */
  TaggerReader(Tagger model, int longest, int items, Team team) {
    this.model = model;
    this.longest = longest;
    this.items = items;
    this.rows = Math.max(longest, items * UNITS);
    this.team = team;
    members = new Member[team.size()];
    Arrays.setAll(members, Member::new);
  }

  /** Reads all windows. */
  void read(WindowedLines lines, Visitor visitor) {
    Sequences windows = lines.sequences();
    if (windows.size() == 0) {
      return;
    }
    ItemBatches batches = new ItemBatches(windows, items, longest, rows, 0);
    int count = batches.batchesPerEpoch();
    int[][] itemsOfBatch = new int[count][];
    for (int b = 0; b < count; b++) {
      batches.load(b);
      itemsOfBatch[b] = new int[batches.count()];
      Arrays.setAll(itemsOfBatch[b], batches::item);
    }
    team.run(
        member -> {
          for (int b = team.nextTask(); b < count; b = team.nextTask()) {
            members[member].read(lines, itemsOfBatch[b], visitor);
          }
        });
  }

  /** One thread's buffers. */
  private final class Member {
    private final int number;
    private final BatchShape shape = BatchShape.upTo(rows, items);
    private final StackForward forward =
        new StackForward(model.stack(), shape, List.of(), false, 1);
    private final PanelMatrix logits =
        PanelMatrix.zerosByRow(shape.maximumRows(), model.config().tags());
    private final int[] ids = new int[model.config().hints() > 0 ? 2 * rows : rows];
    private final int[] lengths = new int[items];

    Member(int number) {
      this.number = number;
    }

    void read(WindowedLines lines, int[] batch, Visitor visitor) {
      Sequences windows = lines.sequences();
      int count = batch.length;
      int unknown = model.config().vocabularySize() - 1;
      for (int n = 0; n < count; n++) {
        lengths[n] = windows.length(batch[n]);
      }
      shape.set(lengths, count);
      for (int n = 0; n < count; n++) {
        int start = windows.start(batch[n]);
        for (int t = 0; t < shape.timeSteps(); t++) {
          ids[t * count + n] = t < lengths[n] ? windows.ids()[start + t] : unknown;
          if (lines.hints().length > 0) {
            ids[rows + t * count + n] = t < lengths[n] ? lines.hints()[start + t] : 0;
          }
        }
      }
      forward.run(Share.ofStreams(0, 0, count), ids);
      model.head().forward(forward.output(), logits, 0, shape.rows());
      for (int n = 0; n < count; n++) {
        for (int t = 0; t < lengths[n]; t++) {
          visitor.unit(number, batch[n], t, logits, t * count + n);
        }
      }
    }
  }
}
