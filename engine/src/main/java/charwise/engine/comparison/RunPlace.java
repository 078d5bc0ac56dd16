package charwise.engine.comparison;

import charwise.engine.training.Speed;
import java.io.IOException;
import java.util.Optional;

/**
 * Where the runs of a comparison are carried out. Threads may use it at once for different runs.
 */
public interface RunPlace {
  /**
   * The peak learning rate for a shape, by a short search: each of the task's rates trains a model
   * for a share of the steps, and the one whose model is best by the task's own standard is taken.
   * One rate alone needs no search.
   *
   * @param run the shape and the steps of the runs to come; its seed should be none of theirs
   * @param threads to compute with, where the place does not know better
   * @return nothing if the monitor stopped it
   * @throws DivergedException if no rate comes to an end
   */
  Optional<Double> learningRate(ComparedRun run, int threads, RunMonitor monitor)
      throws IOException;

  /**
   * Trains and measures.
   *
   * @return nothing if the monitor stopped it
   * @throws DivergedException if loss or gradients became infinite or not a number
   */
  Optional<RunResult> run(ComparedRun run, double learningRate, int threads, RunMonitor monitor)
      throws IOException;

  /** How long steps and evaluations of a shape take, by a measurement of a few seconds at most. */
  Speed speed(ComparedRun run, int threads, double seconds) throws IOException;
}
