package charwise.engine.comparison;

import charwise.engine.task.Score;
import charwise.engine.training.TrainingEvent.Progress;

/** Watches a run, from the thread that runs it. */
public interface RunMonitor {
  /** Called after every step. */
  void progress(Progress progress);

  /** Called after every evaluation on the validation part. */
  void evaluated(Score score);

  /** Whether the run is to end, unfinished; asked after every step. */
  boolean stopped();
}
