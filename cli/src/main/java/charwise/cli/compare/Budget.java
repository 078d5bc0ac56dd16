package charwise.cli.compare;

import charwise.cli.compare.CompareConfiguration.Match;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.RunResult;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.SpeedProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many steps the runs of each shape have. A budget in minutes, or time that is to be matched,
 * is turned into steps by measuring each shape's speed for some seconds, as many shapes at once as
 * there will be runs at once.
 */
final class Budget {
  private static final double MOST_PROBE_SECONDS = 4;
  private static final double PROBE_SHARE = 0.1;
  private static final double SECONDS_PER_MINUTE = 60;

  private final CompareConfiguration configuration;
  private final ComparisonRunner runner;
  private final long usualSteps;

  /** For a command's runs. */
  Budget(CompareConfiguration configuration, ComparisonRunner runner, long usualSteps) {
    this.configuration = configuration;
    this.runner = runner;
    this.usualSteps = usualSteps;
  }

  private boolean measured() {
    return configuration.minutes() != null || configuration.match() == Match.TIME;
  }

  /**
   * The steps of each shape.
   *
   * @param done runs of an earlier sweep, whose measured steps hold on
   */
  Map<LanguageModelConfig, Long> steps(List<LanguageModelConfig> shapes, List<RunResult> done)
      throws IOException {
    Map<LanguageModelConfig, Long> steps = new ConcurrentHashMap<>();
    long asked = configuration.steps() != null ? configuration.steps() : usualSteps;
    if (!measured()) {
      shapes.forEach(shape -> steps.put(shape, asked));
      return steps;
    }
    OptionalLong common = done.stream().mapToLong(result -> result.run().steps()).findFirst();
    if (configuration.match() != Match.TIME && common.isPresent()) {
      shapes.forEach(shape -> steps.put(shape, common.getAsLong()));
      return steps;
    }
    done.forEach(result -> steps.put(result.run().model(), result.run().steps()));
    Map<LanguageModelConfig, SpeedProbe.Speed> speeds = speeds(shapes, asked);
    double seconds =
        configuration.minutes() != null
            ? configuration.minutes() * SECONDS_PER_MINUTE
            : speeds.values().stream().mapToDouble(speed -> seconds(speed, asked)).max()
                .orElseThrow();
    speeds.forEach((shape, speed) -> steps.putIfAbsent(shape, stepsIn(seconds, speed)));
    if (configuration.match() != Match.TIME) {
      long least = steps.values().stream().mapToLong(number -> number).min().orElseThrow();
      steps.replaceAll((shape, own) -> least);
    }
    return steps;
  }

  private Map<LanguageModelConfig, SpeedProbe.Speed> speeds(
      List<LanguageModelConfig> shapes, long asked) throws IOException {
    double seconds =
        configuration.minutes() != null
            ? Math.min(
                MOST_PROBE_SECONDS, PROBE_SHARE * SECONDS_PER_MINUTE * configuration.minutes())
            : MOST_PROBE_SECONDS;
    Map<LanguageModelConfig, SpeedProbe.Speed> speeds = new ConcurrentHashMap<>();
    List<SideBySide.Work> probes = new ArrayList<>();
    int atOnce = Math.min(configuration.threads(), shapes.size() * configuration.seeds());
    int threads = Math.max(1, configuration.threads() / atOnce);
    for (LanguageModelConfig shape : shapes) {
      ComparedRun run = new ComparedRun(shape, configuration.seed(), asked);
      probes.add(() -> speeds.put(shape, runner.speed(run, threads, seconds)));
    }
    new SideBySide(atOnce).run(probes);
    return speeds;
  }

  private static double seconds(SpeedProbe.Speed speed, long steps) {
    return steps * speed.stepSeconds()
        + ComparisonRunner.EVALUATIONS * speed.evaluationSeconds();
  }

  private static long stepsIn(double seconds, SpeedProbe.Speed speed) {
    double left = seconds - ComparisonRunner.EVALUATIONS * speed.evaluationSeconds();
    return Math.clamp(
        (long) (left / speed.stepSeconds()),
        ComparisonRunner.EVALUATIONS,
        OptimizationPlan.MAXIMUM_STEPS);
  }
}
