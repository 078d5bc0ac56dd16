package charwise.engine.task.rating;

import charwise.engine.data.Sequences;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.pooling.Pooling;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/** Rates texts with a model as it is when asked; every thread reads one after the other. */
final class RatingReader {
  private final Rating model;
  private final int maximumLength;
  private final Team team;
  private final Member[] members;

  RatingReader(Rating model, int maximumLength, Team team) {
    this.model = model;
    this.maximumLength = maximumLength;
    this.team = team;
    members = new Member[team.size()];
    Arrays.setAll(members, member -> new Member());
  }

  float[] read(Sequences texts) {
    float[] ratings = new float[texts.size()];
    team.run(
        member -> {
          for (int i = team.nextTask(); i < ratings.length; i = team.nextTask()) {
            ratings[i] = members[member].read(texts, i);
          }
        });
    return ratings;
  }

  /** One thread's buffers. */
  private final class Member {
    private final BatchShape shape = BatchShape.upTo(maximumLength, 1);
    private final StackForward forward =
        new StackForward(model.stack(), shape, List.of(), false, 1);
    private final Pooling pooling = PoolingType.LAST.create(shape, model.stack().output());
    private final Matrix pooled = Matrix.zeros(1, model.stack().output().width());
    private final PanelMatrix rated = PanelMatrix.zerosByRow(1, 1);
    private final int[] ids = new int[maximumLength];

    float read(Sequences texts, int item) {
      int length = Math.min(texts.length(item), maximumLength);
      ids[0] = model.config().vocabularySize() - 1;
      for (int t = 0; t < length; t++) {
        ids[t] = texts.ids()[texts.start(item) + t];
      }
      shape.setAll(Math.max(1, length), 1);
      forward.run(Share.ofStreams(0, 0, 1), ids);
      pooling.forward(forward.output(), pooled, 0, 1);
      model.head().forward(pooled, rated, 0, 1);
      return rated.values()[rated.index(0, 0)];
    }
  }
}
