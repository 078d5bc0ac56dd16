package charwise.engine.task;

import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.recurrent.Share;
import java.util.List;

/** Forward, loss and backward of a batch, for one member's share of it. */
public interface Pass {
  /**
   * Runs a share. Members run at once and write disjoint places.
   *
   * @param free floats for products, the member's own
   */
  void run(Share share, float[] free);

  /** Adds the tasks that sum the weight gradients over the whole batch, once all shares are run. */
  void addGradientTasks(List<GradientTask> tasks);

  /**
   * Pieces of work, in any order and on any thread, that must be done before the batch of a step,
   * once the weights have changed.
   */
  List<PanelTask> transposes();
}
