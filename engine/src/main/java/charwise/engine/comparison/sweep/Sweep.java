package charwise.engine.comparison.sweep;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.RunPlace;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.sweep.SweepProgress.Watcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The runs of a comparison, as many at once as there are threads. Before its runs each shape
 * searches for its learning rate, unless an earlier sweep's results tell it.
 */
public final class Sweep {
  private final ComparisonRunner runner;
  private final RunPlace place;
  private final List<ComparedRun> runs;
  private final Map<ComparedRun, RunResult> results = new LinkedHashMap<>();
  private final List<ComparedRun> left;
  private final int threads;
  private final ParallelWork work;
  private final long searchSeed;
  private final Map<Shape, CompletableFuture<Optional<Double>>> rates = new LinkedHashMap<>();

  /**
   * A sweep that has not begun.
   *
   * @param place where its runs are carried out
   * @param runs all of them, in the order in which they begin
   * @param done results of an earlier sweep
   * @param searchSeed of the searches, none of the runs'
   */
  public Sweep(
      ComparisonRunner runner,
      RunPlace place,
      List<ComparedRun> runs,
      List<RunResult> done,
      int threads,
      long searchSeed) {
    this.runner = runner;
    this.place = place;
    this.runs = List.copyOf(runs);
    done.forEach(result -> results.put(result.run(), result));
    this.left = runs.stream().filter(run -> !results.containsKey(run)).toList();
    int atOnce = Math.clamp(left.size(), 1, threads);
    this.work = new ParallelWork(atOnce);
    this.threads = Math.max(1, threads / atOnce);
    this.searchSeed = searchSeed;
    left.forEach(run -> rates.put(run.shape(), new CompletableFuture<>()));
    for (RunResult result : done) {
      CompletableFuture<Optional<Double>> rate = rates.get(result.run().shape());
      if (rate != null) {
        rate.complete(Optional.of(result.learningRate()));
      }
    }
  }

  /** The runs: for each seed in turn, one of each shape. */
  public static List<ComparedRun> runs(
      Map<Shape, Long> steps, List<Shape> shapes, long firstSeed, int seeds) {
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      for (Shape shape : shapes) {
        runs.add(new ComparedRun(shape, firstSeed + i, steps.getOrDefault(shape, 1L)));
      }
    }
    return runs;
  }

  /** All runs. */
  public List<ComparedRun> runs() {
    return runs;
  }

  /** The results so far, in the order of the runs. */
  public synchronized List<RunResult> results() {
    return runs.stream().map(results::get).filter(Objects::nonNull).toList();
  }

  /** How many runs go on at once. */
  public int atOnce() {
    return work.atOnce();
  }

  /** Asks all runs under way to end unfinished. Any thread may call it. */
  public void stop() {
    work.stop();
  }

  /** The work that is left, as {@link SweepProgress#work} counts. */
  private double cost() {
    double cost = 0;
    for (ComparedRun run : left) {
      cost += SweepProgress.work(run, run.steps());
    }
    for (ComparedRun search : searches()) {
      cost += SweepProgress.work(search, runner.searchSteps(search));
    }
    return cost;
  }

  private Collection<ComparedRun> searches() {
    Map<Shape, ComparedRun> searches = new LinkedHashMap<>();
    for (ComparedRun run : left) {
      if (!rate(run.shape()).isDone()) {
        searches.putIfAbsent(run.shape(), new ComparedRun(run.shape(), searchSeed, run.steps()));
      }
    }
    return searches.values();
  }

  /**
   * Does the runs that are left, until all are done, one fails or the sweep is stopped.
   *
   * @param done receives each finished run, one at a time
   */
  public void run(Watcher watcher, Consumer<RunResult> done) throws IOException {
    var progress = new SweepProgress(left.size(), cost(), watcher, work::stopped, System::nanoTime);
    List<ParallelWork.Piece> pieces = new ArrayList<>();
    for (ComparedRun search : searches()) {
      pieces.add(() -> search(search, progress));
    }
    for (ComparedRun run : left) {
      pieces.add(() -> run(run, progress, done));
    }
    work.run(pieces);
  }

  private void search(ComparedRun search, SweepProgress progress) throws IOException {
    Optional<Double> found = Optional.empty();
    try {
      SweepProgress.Line line =
          progress.begin(search, true, Math.max(1, runner.searchSteps(search)));
      found = place.learningRate(search, threads, line);
      progress.end(line);
    } finally {
      rate(search.shape()).complete(found);
    }
  }

  private void run(ComparedRun run, SweepProgress progress, Consumer<RunResult> done)
      throws IOException {
    Optional<Double> rate = rate(run.shape()).join();
    if (rate.isEmpty()) {
      return;
    }
    SweepProgress.Line line = progress.begin(run, false, run.steps());
    Optional<RunResult> result = place.run(run, rate.get(), threads, line);
    if (result.isPresent()) {
      synchronized (this) {
        results.put(run, result.get());
        done.accept(result.get());
        progress.finished(line, result.get());
      }
    }
  }

  private CompletableFuture<Optional<Double>> rate(Shape shape) {
    return Objects.requireNonNull(rates.get(shape));
  }

  /** The learning rates found so far, those of an earlier sweep's results among them. */
  public Map<Shape, Double> learningRates() {
    Map<Shape, Double> found = new LinkedHashMap<>();
    for (ComparedRun run : runs) {
      CompletableFuture<Optional<Double>> rate = rates.get(run.shape());
      if (rate != null) {
        rate.getNow(Optional.empty()).ifPresent(value -> found.put(run.shape(), value));
      }
    }
    results().forEach(result -> found.putIfAbsent(result.run().shape(), result.learningRate()));
    return found;
  }
}
