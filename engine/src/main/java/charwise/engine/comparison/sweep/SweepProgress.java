package charwise.engine.comparison.sweep;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.RunMonitor;
import charwise.engine.comparison.RunResult;
import charwise.engine.task.Metric;
import charwise.engine.task.Score;
import charwise.engine.training.TrainingEvent.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a sweep. The threads of the runs report to it, one at a time, and it tells a
 * watcher.
 */
public final class SweepProgress {
  private static final double TELLING_SHARE = 0.005;

  private final List<Line> active = new ArrayList<>();
  private final int runs;
  private final double allWork;
  private final Watcher watcher;
  private final BooleanSupplier stopped;
  private final LongSupplier nanoTime;
  private final long begin;
  private int runsDone;
  private double workDone;

  /**
   * A sweep of which nothing is done.
   *
   * @param runs how many there are
   * @param work of all of them, searches included, as {@link #work} counts
   * @param stopped whether all are to end
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public SweepProgress(
      int runs, double work, Watcher watcher, BooleanSupplier stopped, LongSupplier nanoTime) {
    this.runs = runs;
    this.allWork = work;
    this.watcher = watcher;
    this.stopped = stopped;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /** The cost of some steps of a shape, in steps times weights. */
  public static double work(ComparedRun run, long steps) {
    return (double) steps * run.parameters();
  }

  /** Is told of the progress, by one thread at a time. */
  public interface Watcher {
    /** Some run has done a step. */
    void stepped(SweepProgress sweep);

    /** A run is done. */
    void finished(RunResult result, SweepProgress sweep);
  }

  /**
   * How far a run, or the search for a learning rate before it, is.
   *
   * @param share the share of its steps that is done
   * @param trainNats NaN before there is any
   * @param validation null before there is any
   * @param secondsLeft to its end at the speed so far
   */
  public record Status(
      ComparedRun run,
      boolean search,
      double share,
      double trainNats,
      @Nullable Metric validation,
      double secondsLeft) {}

  /** A run under way, or the search for a learning rate before it. */
  public final class Line implements RunMonitor {
    private final ComparedRun run;
    private final boolean search;
    private final long steps;
    private final double workPerStep;
    private final long since = nanoTime.getAsLong();
    private long done;
    private double trainNats = Double.NaN;
    private @Nullable Metric validation;

    private Line(ComparedRun run, boolean search, long steps) {
      this.run = run;
      this.search = search;
      this.steps = steps;
      this.workPerStep = work(run, 1);
    }

    @Override
    public void progress(Progress progress) {
      synchronized (SweepProgress.this) {
        done++;
        workDone += workPerStep;
        if (Double.isFinite(progress.trainNats())) {
          trainNats = progress.trainNats();
        }
        watcher.stepped(SweepProgress.this);
      }
    }

    @Override
    public void evaluated(Score score) {
      synchronized (SweepProgress.this) {
        validation = score.selection();
      }
    }

    @Override
    public boolean stopped() {
      return stopped.getAsBoolean();
    }

    private Status status() {
      double spent = (nanoTime.getAsLong() - since) * 1e-9;
      return new Status(
          run,
          search,
          (double) done / steps,
          trainNats,
          validation,
          spent * (steps - done) / Math.max(1, done));
    }
  }

  /** Tells that a run, or a search, begins. */
  public synchronized Line begin(ComparedRun run, boolean search, long steps) {
    Line line = new Line(run, search, steps);
    active.add(line);
    return line;
  }

  /** Tells that a search has ended. */
  synchronized void end(Line line) {
    active.remove(line);
  }

  /** Tells that a run has ended with this result. */
  public synchronized void finished(Line line, RunResult result) {
    active.remove(line);
    runsDone++;
    watcher.finished(result, this);
  }

  /** All runs and searches under way. */
  public List<Status> active() {
    return active.stream().map(Line::status).toList();
  }

  public int runsDone() {
    return runsDone;
  }

  public int runs() {
    return runs;
  }

  /** The seconds to the end at the speed so far; NaN while too little is done to tell. */
  public double secondsLeft() {
    if (workDone < TELLING_SHARE * allWork) {
      return Double.NaN;
    }
    double spent = (nanoTime.getAsLong() - begin) * 1e-9;
    return spent * (allWork - workDone) / workDone;
  }
}
