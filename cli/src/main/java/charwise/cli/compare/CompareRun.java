package charwise.cli.compare;

import charwise.cli.compare.ContenderSizes.Match;
import charwise.cli.console.CommandText;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Interruption;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.UserException;
import charwise.cli.plot.PlotFile;
import charwise.engine.cluster.Cluster;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.DivergedException;
import charwise.engine.comparison.RunPlace;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.sweep.Baselines;
import charwise.engine.comparison.sweep.Comparison;
import charwise.engine.comparison.sweep.Criterion;
import charwise.engine.comparison.sweep.SizeClass;
import charwise.engine.comparison.sweep.Sweep;
import charwise.engine.comparison.sweep.SweepBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One execution of {@code charwise compare-gates}.
 *
 * @param arguments those of the whole command line, to say how to resume
 * @param cluster carries out the runs; null if this machine does
 */
record CompareRun(
    List<String> corpora,
    ContenderOptions contenders,
    ItemOptions items,
    SweepOptions sweeping,
    MeasureOptions measures,
    List<String> arguments,
    @Nullable Cluster cluster,
    Console console) {
  /** The share of the time planned that a run uses at least where all goes as planned. */
  private static final double LEAST_USE = 0.85;

  /** The share that it uses at most. */
  private static final double MOST_USE = 1.15;

  ExitCode run() throws IOException {
    PlotFile plot = measures.plot == null ? null : PlotFile.of(measures.plot, console);
    ComparisonData data =
        ComparisonData.of(corpora, contenders, items, measures, sweeping.learningRates(), console);
    List<Integer> hidden = ContenderOptions.integers(contenders.hidden);
    var shapes =
        new ContenderSizes(
            VariantChoices.of(contenders),
            contenders.match(),
            contenders.parameters,
            hidden.isEmpty() ? List.of(data.usualHiddenSize()) : hidden);
    List<SizeClass> sizes = shapes.classes(data.task(), data::reference);
    List<RunResult> done = ComparisonFiles.done(measures, data, console);
    Baselines baselines = data.isItems() ? null : baselines(data);
    Path models = Files.createTempDirectory(console.temporaryFolder(), "charwise-");
    try {
      var runner = new ComparisonRunner(data.task(), models);
      RunPlace place = cluster == null ? runner : cluster.runs(data.task());
      SweepBudget.Lengths lengths = lengths(sizes, done, data, runner, place);
      Sweep sweep = sweep(sizes, done, runner, place, lengths.steps());
      var plan = new Plan(data, shapes, sizes, ShapeNames.of(sizes), baselines, lengths.seconds());
      announce(sweep, plan, done.size());
      if (sweeping.minutes != null && plan.seconds > MOST_USE * 60 * sweeping.minutes) {
        console.note(
            "a run is planned to take %s, more than asked for, since its validations take so long"
                .formatted(NumberText.duration(plan.seconds)));
      }
      return run(sweep, plan, plot);
    } finally {
      Files.deleteIfExists(models);
    }
  }

  /** Counted before speeds are measured, so that minutes asked for cover them. */
  private static Baselines baselines(ComparisonData data) {
    return Baselines.of(data.language().text().train(), data.language().test());
  }

  /**
   * What is compared, on what, and how it is called.
   *
   * @param baselines of a text; null of items
   * @param seconds that the slowest run is planned to take; NaN if its speed was not measured
   */
  private record Plan(
      ComparisonData data,
      ContenderSizes shapes,
      List<SizeClass> sizes,
      ShapeNames names,
      @Nullable Baselines baselines,
      double seconds) {}

  /** How many runs go on at once, or threads compute. */
  private int threads() throws IOException {
    return cluster == null ? sweeping.threads.count() : cluster.slots();
  }

  private SweepBudget.Lengths lengths(
      List<SizeClass> sizes,
      List<RunResult> done,
      ComparisonData data,
      ComparisonRunner runner,
      RunPlace place)
      throws IOException {
    boolean equalTime = contenders.match() == Match.TIME;
    var budget = new SweepBudget(sweeping.steps, sweeping.minutes, console.beginning(), equalTime);
    if (equalTime || (sweeping.minutes != null && done.isEmpty())) {
      console.note("measuring speed");
    }
    return budget.lengths(
        shapes(sizes),
        runner,
        place,
        data.task().usualSteps(),
        contenders.seeds(),
        threads(),
        done);
  }

  private static List<Shape> shapes(List<SizeClass> sizes) {
    return sizes.stream().flatMap(size -> size.shapes().stream()).distinct().toList();
  }

  private Sweep sweep(
      List<SizeClass> sizes,
      List<RunResult> done,
      ComparisonRunner runner,
      RunPlace place,
      Map<Shape, Long> steps)
      throws IOException {
    int seeds = contenders.seeds();
    List<Shape> shapes = shapes(sizes);
    List<ComparedRun> runs = Sweep.runs(steps, shapes, contenders.seed.seed(), seeds);
    for (RunResult result : done) {
      if (!runs.contains(result.run())) {
        throw RunRows.disagreement(
            String.valueOf(measures.csv),
            "it has %s of %d x %d with seed %d and %s steps"
                .formatted(
                    result.run().shape().variant().kind().label(),
                    result.run().shape().variant().layers(),
                    result.run().shape().hiddenSize(),
                    result.run().seed(),
                    NumberText.grouped(result.run().steps())));
      }
    }
    long searchSeed = contenders.seed.seed() - 1; // differs from the seeds of all runs
    return new Sweep(runner, place, runs, done, threads(), searchSeed);
  }

  private void announce(Sweep sweep, Plan plan, int done) {
    console.note(
        "%s on %s (%s), %s steps, %d runs%s"
            .formatted(
                sweep.runs().stream()
                    .map(run -> plan.names.full(run.shape()))
                    .distinct()
                    .collect(Collectors.joining(plan.data.isItems() ? "; " : ", ")),
                plan.data.name(),
                plan.data.parts(),
                sweep.runs().stream()
                    .map(run -> NumberText.grouped(run.steps()))
                    .distinct()
                    .collect(Collectors.joining(", ")),
                sweep.runs().size(),
                done > 0
                    ? " of which " + done + " are done"
                    : ", " + sweep.atOnce() + " at a time"));
  }

  private ExitCode run(Sweep sweep, Plan plan, @Nullable PlotFile plot) throws IOException {
    try (var interruption = new Interruption(console, sweep::stop)) {
      ComparisonFiles written = carryOut(sweep, plan);
      List<RunResult> results = sweep.results();
      if (!results.isEmpty()) {
        print(comparison(sweep, plan), plan, costs(sweep, plan), plot);
      }
      if (results.size() == sweep.runs().size()) {
        noteTime(results, plan);
        written.check();
        return ExitCode.DONE;
      }
      console.note(
          "interrupted with %s of %s runs done; %s"
              .formatted(
                  results.size(),
                  sweep.runs().size(),
                  measures.csv == null
                      ? "with --csv FILE they could be gone on with"
                      : "to go on: " + CommandText.withResume(arguments, "compare-gates")));
      written.tell(console);
      return interruption.exitCode();
    }
  }

  /** Says so where runs took another time than was planned for the minutes asked for. */
  private void noteTime(List<RunResult> results, Plan plan) {
    double used = results.stream().mapToDouble(RunResult::seconds).max().orElse(plan.seconds);
    boolean slower = used > MOST_USE * plan.seconds;
    if (sweeping.minutes != null && (slower || used < LEAST_USE * plan.seconds)) {
      console.note(
          "the slowest run used %s of the %s planned for it: the machine became %s than it was when"
                  .formatted(
                      NumberText.duration(used),
                      NumberText.duration(plan.seconds),
                      slower ? "slower" : "faster")
              + " its speed was measured");
    }
  }

  private Comparison comparison(Sweep sweep, Plan plan) {
    ComparisonData data = plan.data;
    boolean items = data.isItems();
    return new Comparison(
        switch (measures.judgeBy) {
          case METRIC -> data.criterion();
          case STEPS -> Criterion.STEPS;
          case REACH -> Criterion.REACH;
        },
        plan.sizes,
        sweep.results(),
        sweep.learningRates(),
        plan.baselines,
        items ? data.items().floors() : Map.of());
  }

  /** What networks cost; nothing before all runs are done. */
  private Map<Shape, NetworkCosts> costs(Sweep sweep, Plan plan) {
    if (contenders.networks == null || sweep.results().size() < sweep.runs().size()) {
      return Map.of();
    }
    console.note("measuring how fast each samples");
    return NetworkCosts.measure(plan.data.language(), sweep.runs());
  }

  private void print(
      Comparison comparison, Plan plan, Map<Shape, NetworkCosts> costs, @Nullable PlotFile plot)
      throws IOException {
    try {
      console
          .out()
          .println(
              measures.json.given()
                  ? new CompareJson(plan.data, plan.shapes, plan.names, costs).lines(comparison)
                  : new CompareTable(plan.data, plan.shapes, plan.names, costs, console)
                      .lines(comparison));
      console.out().flush();
    } finally {
      if (plot != null) { // even if nobody reads standard output
        plot.write(new ComparePlot(plan.data, plan.names, comparison).chart());
      }
    }
  }

  /** Does the runs that are left, and returns the files that it wrote. */
  private ComparisonFiles carryOut(Sweep sweep, Plan plan) throws IOException {
    try (Progress progress = Progress.passing(console, System::nanoTime);
        ComparisonFiles files =
            ComparisonFiles.open(measures, plan.data, sweep.results(), console, progress::note)) {
      sweep.run(new SweepView(progress, plan.names), files::add);
      return files;
    } catch (DivergedException e) {
      throw divergence(e, plan.names);
    }
  }

  private static UserException divergence(DivergedException e, ShapeNames names) {
    return UserException.failure(
        "a run " + e.getMessage(),
        names.full(e.run().shape()) + " with seed " + e.run().seed(),
        "try lower rates with --learning-rate; runs that were done are kept in --csv");
  }
}
