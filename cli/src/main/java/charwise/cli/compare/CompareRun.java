package charwise.cli.compare;

import charwise.cli.compare.CellSizes.Match;
import charwise.cli.console.CommandText;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Interruption;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.UserException;
import charwise.cli.output.AuxiliaryFile;
import charwise.cli.output.CsvFile;
import charwise.cli.plot.PlotFile;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.DivergedException;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.Baselines;
import charwise.engine.comparison.sweep.Comparison;
import charwise.engine.comparison.sweep.SizeClass;
import charwise.engine.comparison.sweep.StepBudget;
import charwise.engine.comparison.sweep.Sweep;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One execution of {@code charwise compare-gates}.
 *
 * @param arguments those of the whole command line, to say how to resume
 */
record CompareRun(
    List<String> corpora,
    ContenderOptions contenders,
    SweepOptions sweeping,
    MeasureOptions measures,
    List<String> arguments,
    Console console) {
  ExitCode run() throws IOException {
    PlotFile plot = measures.plot == null ? null : PlotFile.of(measures.plot, console);
    ComparisonData data =
        ComparisonData.of(
            corpora,
            contenders.column.name(),
            ContenderOptions.integers(measures.lags),
            sweeping.learningRates(),
            contenders.seed.seed(),
            console);
    int vocabularySize = data.task().text().train().vocabulary().size();
    List<SizeClass> sizes = contenders.sizes().classes(vocabularySize, data.usualHiddenSize());
    List<RunResult> done = done(data);
    Path models = Files.createTempDirectory("charwise-");
    try {
      Sweep sweep = sweep(sizes, done, data, new ComparisonRunner(data.task(), models));
      announce(sweep, data, done.size());
      return run(sweep, sizes, data, plot);
    } finally {
      Files.deleteIfExists(models);
    }
  }

  /**
   * The runs that {@code --resume} finds in the file of runs, with their curves if those were kept.
   */
  private List<RunResult> done(ComparisonData data) throws IOException {
    Path csv = measures.csv;
    if (!measures.resume || csv == null) {
      return List.of();
    }
    List<RunResult> done = RunRows.read(csv.toString(), console.resolve(csv), data.task());
    if (done.isEmpty()) {
      console.note("nothing to resume: " + csv + "; starting afresh");
    }
    Path curve = measures.curve;
    return curve == null
        ? done
        : CurveRows.withCurves(curve.toString(), console.resolve(curve), done);
  }

  private Sweep sweep(
      List<SizeClass> sizes, List<RunResult> done, ComparisonData data, ComparisonRunner runner)
      throws IOException {
    List<LanguageModelConfig> shapes =
        sizes.stream().flatMap(size -> size.shapes().stream()).distinct().toList();
    int seeds = contenders.seeds();
    int threads = sweeping.threads.count();
    var budget = new StepBudget(sweeping.steps, sweeping.minutes, contenders.match() == Match.TIME);
    var steps = budget.stepsOf(shapes, runner, data.task().usualSteps(), seeds, threads, done);
    List<ComparedRun> runs = Sweep.runs(steps, shapes, contenders.seed.seed(), seeds);
    for (RunResult result : done) {
      if (!runs.contains(result.run())) {
        throw RunRows.disagreement(
            String.valueOf(measures.csv),
            "it has %s of %d x %d with seed %d and %s steps"
                .formatted(
                    result.run().model().cell().label(),
                    result.run().model().layerCount(),
                    result.run().model().hiddenSize(),
                    result.run().seed(),
                    NumberText.grouped(result.run().steps())));
      }
    }
    long searchSeed = contenders.seed.seed() - 1; // differs from the seeds of all runs
    return new Sweep(runner, runs, done, threads, searchSeed);
  }

  private void announce(Sweep sweep, ComparisonData data, int done) {
    console.note(
        "%s on %s (%s characters to validate on), %s steps, %d runs%s"
            .formatted(
                sweep.runs().stream()
                    .map(run -> CellSizes.name(run.model()))
                    .distinct()
                    .collect(Collectors.joining(", ")),
                data.name(),
                NumberText.grouped(data.task().text().validation().length()),
                sweep.runs().stream()
                    .map(run -> NumberText.grouped(run.steps()))
                    .distinct()
                    .collect(Collectors.joining(", ")),
                sweep.runs().size(),
                done > 0
                    ? " of which " + done + " are done"
                    : ", " + sweep.atOnce() + " at a time"));
  }

  private ExitCode run(
      Sweep sweep, List<SizeClass> sizes, ComparisonData data, @Nullable PlotFile plot)
      throws IOException {
    try (var interruption = new Interruption(console, sweep::stop)) {
      List<AuxiliaryFile> written = carryOut(sweep, data);
      List<RunResult> results = sweep.results();
      if (!results.isEmpty()) {
        var comparison =
            new Comparison(
                data.criterion(),
                sizes,
                results,
                sweep.learningRates(),
                Baselines.of(data.task().text()));
        print(comparison, data, plot);
      }
      if (results.size() == sweep.runs().size()) {
        written.forEach(AuxiliaryFile::check);
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
      written.forEach(file -> file.tell(console));
      return interruption.exitCode();
    }
  }

  private void print(Comparison comparison, ComparisonData data, @Nullable PlotFile plot)
      throws IOException {
    CellSizes sizes = contenders.sizes();
    try {
      console
          .out()
          .println(
              measures.json.given()
                  ? new CompareJson(data, sizes).lines(comparison)
                  : new CompareTable(data, sizes, console).lines(comparison));
      console.out().flush();
    } finally {
      if (plot != null) { // even if nobody reads standard output
        plot.write(new ComparePlot(data, comparison.contenders()).chart());
      }
    }
  }

  /** Does the runs that are left, and returns the files that it wrote. */
  private List<AuxiliaryFile> carryOut(Sweep sweep, ComparisonData data) throws IOException {
    try (CsvFile csv = runs(data, sweep.results());
        CsvFile curve = curves(sweep.results());
        Progress progress = Progress.passing(console, System::nanoTime)) {
      var csvFile = new AuxiliaryFile(String.valueOf(measures.csv), progress::note);
      var curveFile = new AuxiliaryFile(String.valueOf(measures.curve), progress::note);
      sweep.run(
          new SweepView(progress),
          result -> {
            if (curve != null) {
              curveFile.attempt(() -> curve.addAll(CurveRows.rows(result)));
            }
            if (csv != null) {
              csvFile.attempt(() -> csv.add(RunRows.row(result, data.task())));
            }
          });
      return List.of(csvFile, curveFile);
    } catch (DivergedException e) {
      throw divergence(e);
    }
  }

  private @Nullable CsvFile runs(ComparisonData data, List<RunResult> done) throws IOException {
    Path csv = measures.csv;
    if (csv == null) {
      return null;
    }
    Path file = console.resolve(csv);
    return done.isEmpty()
        ? CsvFile.create(csv.toString(), file, RunRows.header(data.task()))
        : CsvFile.append(csv.toString(), file, Integer.MAX_VALUE);
  }

  /** A new file in place of whatever is there, with the curves of what is done already. */
  private @Nullable CsvFile curves(List<RunResult> done) throws IOException {
    Path curve = measures.curve;
    if (curve == null) {
      return null;
    }
    CsvFile file = CsvFile.create(curve.toString(), console.resolve(curve), CurveRows.HEADER);
    for (RunResult result : done) {
      file.addAll(CurveRows.rows(result));
    }
    return file;
  }

  private static UserException divergence(DivergedException e) {
    return UserException.failure(
        "a run " + e.getMessage(),
        CellSizes.name(e.run().model()) + " with seed " + e.run().seed(),
        "try lower rates with --learning-rate; runs that were done are kept in --csv");
  }
}
