package charwise.engine.comparison;

import charwise.engine.training.TrainingEvent.Progress;

/** Watches a run, from the thread that runs it. */
public interface RunMonitor {
  /** Called after every step. */
  void progress(Progress progress);

  /** Called after every evaluation. */
  void evaluated(double validationNats);

  /** Whether the run is to end, unfinished; asked after every step. */
  boolean stopped();
}
