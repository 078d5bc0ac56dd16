package charwise.spark;

import charwise.engine.comparison.RunMonitor;
import charwise.engine.task.Metric;
import charwise.engine.task.Score;
import charwise.engine.training.TrainingEvent.Progress;
import org.apache.spark.TaskContext;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * Carries from a task to the driver how far its run is: Spark sends it along with the heartbeats of
 * the machine.
 */
final class RunStateAccumulator extends AccumulatorV2<RunState, RunState> {
  private static final long serialVersionUID = 1L;

  private volatile RunState state = RunState.BEGINNING;

  @Override
  public boolean isZero() {
    return state.equals(RunState.BEGINNING);
  }

  @Override
  public AccumulatorV2<RunState, RunState> copy() {
    var copy = new RunStateAccumulator();
    copy.state = state;
    return copy;
  }

  @Override
  public void reset() {
    state = RunState.BEGINNING;
  }

  @Override
  public void add(RunState next) {
    state = next;
  }

  @Override
  public void merge(AccumulatorV2<RunState, RunState> other) {
    state = state.or(other.value());
  }

  @Override
  public RunState value() {
    return state;
  }

  /** What tells this of a run, and the run of the end of its task. */
  RunMonitor monitor(TaskContext task) {
    return new RunMonitor() {
      private @Nullable Metric validation;

      @Override
      public void progress(Progress progress) {
        add(new RunState(value().steps() + 1, progress.trainNats(), validation));
      }

      @Override
      public void evaluated(Score score) {
        validation = score.selection();
      }

      @Override
      public boolean stopped() {
        return task.isInterrupted();
      }
    };
  }
}
