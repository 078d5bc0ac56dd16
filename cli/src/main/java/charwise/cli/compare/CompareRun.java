package charwise.cli.compare;

import charwise.cli.console.CommandText;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Interruption;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.UserException;
import charwise.cli.output.SideFile;
import charwise.cli.plot.PlotFile;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.DivergedException;
import charwise.engine.comparison.RunResult;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of {@code charwise compare-gates}, from the configuration to the report. */
final class CompareRun {
  private final CompareConfiguration configuration;
  private final List<String> arguments;
  private final Console console;

  /**
   * Prepares it.
   *
   * @param arguments those of the whole command line, to say how to resume
   */
  CompareRun(CompareConfiguration configuration, List<String> arguments, Console console) {
    this.configuration = configuration;
    this.arguments = arguments;
    this.console = console;
  }

  ExitCode run() throws IOException {
    PlotFile plot =
        configuration.plot() == null ? null : PlotFile.of(configuration.plot(), console);
    Subject subject = Subject.of(configuration, console);
    List<Division> divisions =
        Division.of(
            configuration,
            subject.task().text().train().vocabulary().size(),
            subject.usualHiddenSize());
    List<LanguageModelConfig> shapes =
        divisions.stream().flatMap(division -> division.shapes().stream()).distinct().toList();
    List<RunResult> done = done(subject);
    Path models = Files.createTempDirectory("charwise-");
    try {
      ComparisonRunner runner = new ComparisonRunner(subject.task(), models);
      Map<LanguageModelConfig, Long> steps =
          new Budget(configuration, runner, subject.task().usualSteps()).steps(shapes, done);
      List<ComparedRun> all = runs(shapes, steps);
      check(done, all);
      Sweep sweep = new Sweep(runner, left(all, done), configuration.threads(), searchSeed());
      List<RunResult> results = Collections.synchronizedList(new ArrayList<>(done));
      return sweep(sweep, subject, divisions, all, results, plot);
    } finally {
      Files.deleteIfExists(models);
    }
  }

  /** The runs of an earlier sweep that is to be resumed, with their curves where these are kept. */
  private List<RunResult> done(Subject subject) throws IOException {
    Path csv = configuration.csv();
    if (!configuration.resume() || csv == null) {
      return List.of();
    }
    List<RunResult> done = RunFile.read(csv.toString(), console.resolve(csv), subject.task());
    if (done.isEmpty()) {
      console.note("nothing to resume: " + csv + "; starting afresh");
    }
    Path curve = configuration.curve();
    return curve == null
        ? done
        : CurveFile.withCurves(curve.toString(), console.resolve(curve), done);
  }

  private List<ComparedRun> runs(
      List<LanguageModelConfig> shapes, Map<LanguageModelConfig, Long> steps) {
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < configuration.seeds(); i++) {
      for (LanguageModelConfig shape : shapes) {
        long number = steps.getOrDefault(shape, 1L);
        runs.add(new ComparedRun(shape, configuration.seed() + i, number));
      }
    }
    return runs;
  }

  /** A seed that no run has. */
  private long searchSeed() {
    return configuration.seed() - 1;
  }

  private void check(List<RunResult> done, List<ComparedRun> all) {
    for (RunResult result : done) {
      ComparedRun run = result.run();
      if (!all.contains(run)) {
        throw RunFile.disagreement(
            String.valueOf(configuration.csv()),
            "it has %s of %d x %d with seed %d and %s steps"
                .formatted(
                    run.model().cell().label(),
                    run.model().layerCount(),
                    run.model().hiddenSize(),
                    run.seed(),
                    NumberText.grouped(run.steps())));
      }
    }
  }

  private static List<ComparedRun> left(List<ComparedRun> all, List<RunResult> done) {
    List<ComparedRun> finished = done.stream().map(RunResult::run).toList();
    return all.stream().filter(run -> !finished.contains(run)).toList();
  }

  private ExitCode sweep(
      Sweep sweep,
      Subject subject,
      List<Division> divisions,
      List<ComparedRun> all,
      List<RunResult> results,
      @Nullable PlotFile plot)
      throws IOException {
    announce(sweep, subject, all, results.size());
    try (var interruption = new Interruption(console, sweep::stop, CompareRun::halt)) {
      List<SideFile> files = carryOut(sweep, subject, all, results);
      results.sort(Comparator.comparingInt(result -> all.indexOf(result.run())));
      if (!results.isEmpty()) {
        new CompareReport(configuration, subject, divisions, console)
            .print(results, sweep.learningRates(), plot);
      }
      if (results.size() == all.size()) {
        files.forEach(SideFile::check);
        return ExitCode.DONE;
      }
      console.note(
          "interrupted with "
              + results.size()
              + " of "
              + all.size()
              + " runs done"
              + (configuration.csv() == null
                  ? "; with --csv FILE they could be gone on with"
                  : "; to go on: " + CommandText.withResume(arguments, "compare-gates")));
      files.forEach(file -> file.tell(console));
      return interruption.exitCode();
    }
  }

  /** Does the runs that are left; returns what became of the files of rows. */
  private List<SideFile> carryOut(
      Sweep sweep, Subject subject, List<ComparedRun> all, List<RunResult> results)
      throws IOException {
    try (RunFile csv = runFile(subject, results);
        CurveFile curve = curveFile(results);
        Progress progress = Progress.passing(console, System::nanoTime)) {
      var csvFile = new SideFile(String.valueOf(configuration.csv()), progress::note);
      var curveFile = new SideFile(String.valueOf(configuration.curve()), progress::note);
      sweep.run(
          new SweepProgress(
              all.size() - results.size(),
              sweep.work(),
              new SweepView(progress),
              sweep::stopped,
              System::nanoTime),
          result -> {
            results.add(result);
            if (curve != null) {
              curveFile.attempt(() -> curve.add(result));
            }
            if (csv != null) {
              csvFile.attempt(() -> csv.add(result));
            }
          });
      return List.of(csvFile, curveFile);
    } catch (DivergedException e) {
      throw divergence(e);
    }
  }

  private void announce(Sweep sweep, Subject subject, List<ComparedRun> all, int done) {
    String shapes =
        all.stream()
            .map(ComparedRun::model)
            .distinct()
            .map(
                model ->
                    model.cell().label() + " " + model.layerCount() + " x " + model.hiddenSize())
            .collect(Collectors.joining(", "));
    console.note(
        "%s on %s (%s characters to validate on), %s steps, %d runs%s"
            .formatted(
                shapes,
                subject.name(),
                NumberText.grouped(subject.task().text().validation().length()),
                all.stream()
                    .map(run -> NumberText.grouped(run.steps()))
                    .distinct()
                    .collect(Collectors.joining(", ")),
                all.size(),
                done > 0
                    ? " of which " + done + " are done"
                    : ", " + sweep.atOnce() + " at a time"));
  }

  private @Nullable RunFile runFile(Subject subject, List<RunResult> done) throws IOException {
    Path csv = configuration.csv();
    if (csv == null) {
      return null;
    }
    return done.isEmpty()
        ? RunFile.create(csv.toString(), console.resolve(csv), subject.task())
        : RunFile.append(csv.toString(), console.resolve(csv), subject.task());
  }

  private @Nullable CurveFile curveFile(List<RunResult> done) throws IOException {
    Path curve = configuration.curve();
    return curve == null
        ? null
        : CurveFile.create(curve.toString(), console.resolve(curve), done);
  }

  private static UserException divergence(DivergedException e) {
    LanguageModelConfig model = e.run().model();
    return UserException.failure(
        "a run " + e.getMessage(),
        "%s %d x %d with seed %d"
            .formatted(
                model.cell().label(), model.layerCount(), model.hiddenSize(), e.run().seed()),
        "try lower rates with --learning-rate; runs that were done are kept in --csv");
  }

  private static void halt(ExitCode exitCode) {
    Runtime.getRuntime().halt(exitCode.number());
  }
}
