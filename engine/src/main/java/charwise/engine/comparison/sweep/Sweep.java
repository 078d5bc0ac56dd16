package charwise.engine.comparison.sweep;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.SweepProgress.Watcher;
import charwise.engine.task.language.LanguageModelConfig;
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
 * searches for its learning rate.
 */
public final class Sweep {
  private final ComparisonRunner runner;
  private final List<ComparedRun> runs;
  private final Map<ComparedRun, RunResult> results = new LinkedHashMap<>();
  private final List<ComparedRun> left;
  private final int threads;
  private final ParallelWork work;
  private final long searchSeed;
  private final Map<LanguageModelConfig, CompletableFuture<Optional<Double>>> rates =
      new LinkedHashMap<>();

  /**
   * A sweep that has not begun.
   *
   * @param runs all of them, in the order in which they begin
   * @param done results of an earlier sweep
   * @param searchSeed of the searches, none of the runs'
   */
  public Sweep(
      ComparisonRunner runner,
      List<ComparedRun> runs,
      List<RunResult> done,
      int threads,
      long searchSeed) {
    this.runner = runner;
    this.runs = List.copyOf(runs);
    done.forEach(result -> results.put(result.run(), result));
    this.left = runs.stream().filter(run -> !results.containsKey(run)).toList();
    int atOnce = Math.clamp(left.size(), 1, threads);
    this.work = new ParallelWork(atOnce);
    this.threads = Math.max(1, threads / atOnce);
    this.searchSeed = searchSeed;
    left.forEach(run -> rates.put(run.model(), new CompletableFuture<>()));
  }

  /** The runs: for each seed in turn, one of each shape. */
  public static List<ComparedRun> runs(
      Map<LanguageModelConfig, Long> steps,
      List<LanguageModelConfig> shapes,
      long firstSeed,
      int seeds) {
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      for (LanguageModelConfig shape : shapes) {
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
    Map<LanguageModelConfig, ComparedRun> searches = new LinkedHashMap<>();
    for (ComparedRun run : left) {
      searches.putIfAbsent(run.model(), new ComparedRun(run.model(), searchSeed, run.steps()));
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
      found = runner.learningRate(search, threads, line);
      progress.end(line);
    } finally {
      rate(search.model()).complete(found);
    }
  }

  private void run(ComparedRun run, SweepProgress progress, Consumer<RunResult> done)
      throws IOException {
    Optional<Double> rate = rate(run.model()).join();
    if (rate.isEmpty()) {
      return;
    }
    SweepProgress.Line line = progress.begin(run, false, run.steps());
    Optional<RunResult> result = runner.run(run, rate.get(), threads, line);
    if (result.isPresent()) {
      synchronized (this) {
        results.put(run, result.get());
        done.accept(result.get());
        progress.finished(line, result.get());
      }
    }
  }

  private CompletableFuture<Optional<Double>> rate(LanguageModelConfig model) {
    return Objects.requireNonNull(rates.get(model));
  }

  /** The learning rates found so far. */
  public Map<LanguageModelConfig, Double> learningRates() {
    Map<LanguageModelConfig, Double> found = new LinkedHashMap<>();
    rates.forEach(
        (model, rate) -> rate.getNow(Optional.empty()).ifPresent(value -> found.put(model, value)));
    return found;
  }
}
