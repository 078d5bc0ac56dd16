package charwise.spark;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.DivergedException;
import charwise.engine.comparison.RunMonitor;
import charwise.engine.comparison.RunPlace;
import charwise.engine.comparison.RunResult;
import charwise.engine.loss.Loss;
import charwise.engine.task.Score;
import charwise.engine.training.Speed;
import charwise.engine.training.TrainingEvent.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Carries out each run of a comparison as a job of one task, anywhere in the cluster. Of a machine
 * that is lost Spark gives the runs to others, where they begin anew.
 */
final class SparkRuns implements RunPlace {
  private static final long POLL_MILLIS = 200;

  private final JavaSparkContext context;
  private final Broadcast<ComparisonTask> task;
  private final Map<Long, RunState> states = new ConcurrentHashMap<>();

  SparkRuns(JavaSparkContext context, ComparisonTask task) {
    this.context = context;
    this.task = context.broadcast(task);
    context.sc().addSparkListener(new Heartbeats());
  }

  /** Hears of runs under way. */
  private final class Heartbeats extends SparkListener {
    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
      var tasks = update.accumUpdates().iterator();
      while (tasks.hasNext()) {
        var values = tasks.next()._4().iterator();
        while (values.hasNext()) {
          AccumulableInfo info = values.next();
          if (info.update().isDefined() && info.update().get() instanceof RunState state) {
            states.merge(info.id(), state, RunState::or);
          }
        }
      }
    }
  }

  @Override
  public Optional<Double> learningRate(ComparedRun run, int threads, RunMonitor monitor)
      throws IOException {
    return Optional.ofNullable((Double) await(new RunOrder.Search(run), monitor));
  }

  @Override
  public Optional<RunResult> run(
      ComparedRun run, double learningRate, int threads, RunMonitor monitor) throws IOException {
    return Optional.ofNullable((RunResult) await(new RunOrder.Train(run, learningRate), monitor));
  }

  @Override
  public Speed speed(ComparedRun run, int threads, double seconds) throws IOException {
    return Objects.requireNonNull((Speed) await(new RunOrder.Probe(run, seconds), new Unwatched()));
  }

  /** Nobody asks. */
  private static final class Unwatched implements RunMonitor {
    @Override
    public void progress(Progress progress) {
      // Nobody asks.
    }

    @Override
    public void evaluated(Score score) {
      // Nobody asks.
    }

    @Override
    public boolean stopped() {
      return false;
    }
  }

  /** Has an order carried out somewhere; null if the monitor stopped it. */
  private @Nullable Object await(RunOrder order, RunMonitor monitor) throws IOException {
    var state = new RunStateAccumulator();
    context.sc().register(state);
    Broadcast<ComparisonTask> shared = task;
    JavaFutureAction<List<@Nullable Object>> job =
        context
            .parallelize(List.of(order), 1)
            .map(one -> one.carryOut(shared.value(), state))
            .collectAsync();
    RunState told = RunState.BEGINNING;
    try {
      while (true) {
        try {
          Object result = job.get(POLL_MILLIS, TimeUnit.MILLISECONDS).getFirst();
          tell(monitor, told, state.value());
          if (result instanceof DivergedException diverged) {
            throw diverged;
          }
          return result;
        } catch (TimeoutException underWay) {
          RunState now = states.getOrDefault(state.id(), RunState.BEGINNING);
          told = tell(monitor, told, now);
        }
        if (monitor.stopped()) {
          job.cancel(true);
          return null;
        }
      }
    } catch (ExecutionException e) {
      throw SparkFailure.of(e);
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      states.remove(state.id());
    }
  }

  /** Tells a monitor of each step that it does not know of yet; returns what it then knows. */
  private static RunState tell(RunMonitor monitor, RunState told, RunState now) {
    if (now.validation() != null && !now.validation().equals(told.validation())) {
      monitor.evaluated(new Score(new Loss(0, 0), now.validation(), List.of()));
    }
    for (long step = told.steps() + 1; step <= now.steps(); step++) {
      monitor.progress(new Progress(step, step, 0, 0, 0, 0, now.trainNats(), 0, 0));
    }
    return told.or(now);
  }
}
