package charwise.cli.compare.sweep;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.RunMonitor;
import charwise.engine.comparison.RunResult;
import charwise.engine.loss.Loss;
import charwise.engine.training.TrainingEvent.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How far a sweep is: what is under way, how much is done. Threads that carry out runs report to
 * it, one at a time, and it tells who watches.
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
   * Nothing done yet.
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

  /** What some steps of a shape cost, to foretell the end: in steps times weights. */
  public static double work(ComparedRun run, long steps) {
    return (double) steps * run.parameters();
  }

  /** Watches it; called by one thread at a time. */
  public interface Watcher {
    /** Some run has done a step. */
    void stepped(SweepProgress sweep);

    /** A run is done. */
    void finished(Line line, RunResult result, SweepProgress sweep);
  }

  /** A run, or a search before it, that is under way. */
  public final class Line implements RunMonitor {
    private final ComparedRun run;
    private final boolean search;
    private final long steps;
    private final double workPerStep;
    private final long since = nanoTime.getAsLong();
    private long done;
    private double trainBits = Double.NaN;
    private double validationBits = Double.NaN;

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
          trainBits = progress.trainNats() / Loss.LN_2;
        }
        watcher.stepped(SweepProgress.this);
      }
    }

    @Override
    public void evaluated(double validationNats) {
      synchronized (SweepProgress.this) {
        validationBits = validationNats / Loss.LN_2;
      }
    }

    @Override
    public boolean stopped() {
      return stopped.getAsBoolean();
    }

    /** What runs. */
    public ComparedRun run() {
      return run;
    }

    /** Whether it is a search for a learning rate. */
    public boolean search() {
      return search;
    }

    /** The share of its steps that is done. */
    public double share() {
      return (double) done / steps;
    }

    /** NaN before there is any. */
    public double trainBits() {
      return trainBits;
    }

    /** NaN before there is any. */
    public double validationBits() {
      return validationBits;
    }

    /** Seconds to its end at the speed so far. */
    public double secondsLeft() {
      return (nanoTime.getAsLong() - since) * 1e-9 * (steps - done) / Math.max(1, done);
    }
  }

  /** A run, or a search, begins. */
  public synchronized Line begin(ComparedRun run, boolean search, long steps) {
    Line line = new Line(run, search, steps);
    active.add(line);
    return line;
  }

  /** A search has ended. */
  synchronized void end(Line line) {
    active.remove(line);
  }

  /** A run has ended with this result. */
  public synchronized void finished(Line line, RunResult result) {
    active.remove(line);
    runsDone++;
    watcher.finished(line, result, this);
  }

  /** What is under way. */
  public List<Line> active() {
    return active;
  }

  /** Runs that are done. */
  public int runsDone() {
    return runsDone;
  }

  /** All runs. */
  public int runs() {
    return runs;
  }

  /** Seconds to the end at the speed so far; NaN while that says little. */
  public double secondsLeft() {
    if (workDone < TELLING_SHARE * allWork) {
      return Double.NaN;
    }
    double spent = (nanoTime.getAsLong() - begin) * 1e-9;
    return spent * (allWork - workDone) / workDone;
  }
}
