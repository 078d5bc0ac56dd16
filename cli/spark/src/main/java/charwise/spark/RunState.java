package charwise.spark;

import charwise.engine.task.Metric;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param steps done
 * @param trainNats NaN before there is any
 * @param validation null before there is any
 */
record RunState(long steps, double trainNats, @Nullable Metric validation) implements Serializable {
  static final RunState BEGINNING = new RunState(0, Double.NaN, null);

  /** The one that is further. */
  RunState or(RunState other) {
    return other.steps > steps ? other : this;
  }
}
