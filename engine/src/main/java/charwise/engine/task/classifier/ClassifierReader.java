package charwise.engine.task.classifier;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.Sequences;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.pooling.Pooling;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * The network's logits of many items: every thread reads some that are of similar length side by
 * side. An item's logits do not depend, to the bit, on what is read beside it, nor on threads.
 */
final class ClassifierReader {
  private static final int ITEMS = 64;
  private static final int ROWS = 4096;

  private final Classifier model;
  private final int maximumLength;
  private final Team team;
  private final Reader[] readers;

  /**
   * Buffers for each of the team's threads.
   *
   * @param maximumLength where items are cut
   */
  ClassifierReader(Classifier model, int maximumLength, Team team) {
    this.model = model;
    this.maximumLength = maximumLength;
    this.team = team;
    readers = new Reader[team.size()];
    Arrays.setAll(readers, member -> new Reader());
  }

  /**
   * Reads all items.
   *
   * @param items ids, that of unknown units included
   * @param logits receives an item's logits of all labels in a row of its own
   */
  void read(Sequences items, float[] logits) {
    if (items.size() == 0) {
      return;
    }
    ItemBatches batches =
        new ItemBatches(items, ITEMS, maximumLength, Math.max(ROWS, maximumLength), 0);
    int count = batches.batchesPerEpoch();
    int[][] members = new int[count][];
    for (int b = 0; b < count; b++) {
      batches.load(b);
      members[b] = new int[batches.count()];
      Arrays.setAll(members[b], batches::item);
    }
    team.run(
        member -> {
          for (int b = team.nextTask(); b < count; b = team.nextTask()) {
            readers[member].read(items, members[b], logits);
          }
        });
  }

  /** One thread's buffers. */
  private final class Reader {
    private final BatchShape shape = BatchShape.upTo(Math.max(ROWS, maximumLength), ITEMS);
    private final StackForward forward =
        new StackForward(model.stack(), shape, List.of(), false, 1);
    private final Pooling pooling = model.config().pooling().create(shape, model.stack().output());
    private final Matrix pooled = Matrix.zeros(ITEMS, model.stack().output().width());
    private final PanelMatrix outputs = PanelMatrix.zerosByRow(ITEMS, model.config().classes());
    private final int[] ids = new int[shape.maximumRows()];
    private final int[] lengths = new int[ITEMS];

    void read(Sequences items, int[] members, float[] logits) {
      int count = members.length;
      int unknown = model.config().vocabularySize() - 1;
      for (int n = 0; n < count; n++) {
        lengths[n] = Math.clamp(items.length(members[n]), 1, maximumLength);
      }
      shape.set(lengths, count);
      for (int n = 0; n < count; n++) {
        int start = items.start(members[n]);
        int length = Math.min(lengths[n], items.length(members[n]));
        for (int t = 0; t < shape.timeSteps(); t++) {
          ids[t * count + n] = t < length ? items.ids()[start + t] : unknown;
        }
      }
      forward.run(Share.ofStreams(0, 0, count), ids);
      pooling.forward(forward.output(), pooled, 0, count);
      model.head().forward(pooled, outputs, 0, count);
      int classes = model.config().classes();
      for (int n = 0; n < count; n++) {
        System.arraycopy(
            outputs.values(), outputs.row(0, n), logits, members[n] * classes, classes);
      }
    }
  }
}
