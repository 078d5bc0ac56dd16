package charwise.cli.compare;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.RunResult;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The runs of a comparison, side by side as far as there are threads. Before its runs each shape
 * searches for its learning rate.
 */
final class Sweep {
  private final ComparisonRunner runner;
  private final List<ComparedRun> runs;
  private final int threads;
  private final SideBySide sideBySide;
  private final long searchSeed;
  private final Map<LanguageModelConfig, CompletableFuture<Optional<Double>>> rates =
      new LinkedHashMap<>();

  /**
   * Prepares it.
   *
   * @param runs in the order in which they begin
   * @param searchSeed of the searches, none of the runs'
   */
  Sweep(ComparisonRunner runner, List<ComparedRun> runs, int threads, long searchSeed) {
    this.runner = runner;
    this.runs = List.copyOf(runs);
    this.sideBySide = new SideBySide(Math.clamp(runs.size(), 1, threads));
    this.threads = Math.max(1, threads / Math.clamp(runs.size(), 1, threads));
    this.searchSeed = searchSeed;
    runs.forEach(run -> rates.put(run.model(), new CompletableFuture<>()));
  }

  /** How many runs go on at once. */
  int atOnce() {
    return sideBySide.jobs();
  }

  /** Asks all that is under way to end, unfinished. Any thread may. */
  void stop() {
    sideBySide.stop();
  }

  /** Whether it was asked to end. */
  boolean stopped() {
    return sideBySide.stopped();
  }

  /** What all of it costs, as {@link SweepProgress#work} counts. */
  double work() {
    double work = 0;
    for (ComparedRun run : runs) {
      work += SweepProgress.work(run, run.steps());
    }
    for (ComparedRun search : searches()) {
      work += SweepProgress.work(search, runner.searchSteps(search));
    }
    return work;
  }

  private List<ComparedRun> searches() {
    Map<LanguageModelConfig, ComparedRun> searches = new LinkedHashMap<>();
    for (ComparedRun run : runs) {
      searches.putIfAbsent(
          run.model(), new ComparedRun(run.model(), searchSeed, run.steps()));
    }
    return List.copyOf(searches.values());
  }

  /**
   * Carries it out, to the end or until it is stopped or fails.
   *
   * @param done receives each finished run, one at a time
   */
  void run(SweepProgress progress, Consumer<RunResult> done) throws IOException {
    List<SideBySide.Work> work = new ArrayList<>();
    for (ComparedRun search : searches()) {
      work.add(() -> search(search, progress));
    }
    for (ComparedRun run : runs) {
      work.add(() -> run(run, progress, done));
    }
    sideBySide.run(work);
  }

  private void search(ComparedRun search, SweepProgress progress) throws IOException {
    Optional<Double> found = Optional.empty();
    try {
      long steps = Math.max(1, runner.searchSteps(search));
      SweepProgress.Line line =
          progress.begin(name(search.model()) + " learning rate", search, steps);
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
    SweepProgress.Line line =
        progress.begin(name(run.model()) + " seed " + run.seed(), run, run.steps());
    Optional<RunResult> result = runner.run(run, rate.get(), threads, line);
    if (result.isPresent()) {
      synchronized (this) {
        done.accept(result.get());
        progress.finished(line, result.get());
      }
    }
  }

  private CompletableFuture<Optional<Double>> rate(LanguageModelConfig model) {
    return Objects.requireNonNull(rates.get(model));
  }

  private static String name(LanguageModelConfig model) {
    return model.cell().label() + " " + model.layerCount() + " x " + model.hiddenSize();
  }

  /** The learning rate of each shape that was to run, as far as it was found. */
  Map<LanguageModelConfig, Double> learningRates() {
    Map<LanguageModelConfig, Double> found = new LinkedHashMap<>();
    rates.forEach(
        (model, rate) ->
            rate.getNow(Optional.empty()).ifPresent(value -> found.put(model, value)));
    return found;
  }
}
