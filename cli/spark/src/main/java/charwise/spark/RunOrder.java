package charwise.spark;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.DivergedException;
import charwise.engine.comparison.RunMonitor;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/** What a task is to do for a comparison, on any machine. */
sealed interface RunOrder extends Serializable {
  /** The search for a learning rate. */
  record Search(ComparedRun run) implements RunOrder {}

  /** A run. */
  record Train(ComparedRun run, double learningRate) implements RunOrder {}

  /** A measurement of speed, of so many seconds at most. */
  record Probe(ComparedRun run, double seconds) implements RunOrder {}

  /**
   * Does it.
   *
   * @return what {@link charwise.engine.comparison.RunPlace} does, or the {@link DivergedException}
   *     that it throws; null if it was stopped
   */
  default @Nullable Object carryOut(ComparisonTask comparison, RunStateAccumulator state)
      throws IOException {
    TaskContext task = TaskContext.get();
    int threads = Math.max(1, task.cpus());
    RunMonitor monitor = state.monitor(task);
    Path folder = Files.createTempDirectory("charwise-");
    try {
      var runner = new ComparisonRunner(comparison, folder);
      return switch (this) {
        case Search(ComparedRun run) -> runner.learningRate(run, threads, monitor).orElse(null);
        case Train(ComparedRun run, double rate) ->
            runner.run(run, rate, threads, monitor).orElse(null);
        case Probe(ComparedRun run, double seconds) -> runner.speed(run, threads, seconds);
      };
    } catch (DivergedException e) {
      return e; // it would diverge again, and Spark would try again if it were thrown
    } finally {
      Files.deleteIfExists(folder);
    }
  }
}
