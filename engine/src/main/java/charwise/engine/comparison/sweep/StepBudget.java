package charwise.engine.comparison.sweep;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.SpeedProbe.Speed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The length of each run: a number of steps, or minutes. Minutes, and equal time for all, are
 * turned into steps by measuring the speed of each shape for some seconds.
 *
 * @param steps null where left open
 * @param minutes null where left open
 * @param equalTime whether each shape has as many steps as fit into the same time
 */
public record StepBudget(@Nullable Long steps, @Nullable Double minutes, boolean equalTime) {
  private static final double MOST_PROBE_SECONDS = 8;
  private static final double PROBE_SHARE = 0.15;

  /** What of a run's time its evaluations are planned to take at the most. */
  private static final double EVALUATIONS_SHARE = 0.5;
  private static final double SECONDS_PER_MINUTE = 60;

  /**
   * The steps of each shape.
   *
   * @param runner measures speeds
   * @param usual the number of steps where nothing is said
   * @param seeds the runs of each shape; as many shapes are measured at once as will run at once
   * @param done runs of an earlier sweep, whose measured steps hold on
   */
  public Map<Shape, Long> stepsOf(
      List<Shape> shapes,
      ComparisonRunner runner,
      long usual,
      int seeds,
      int threads,
      List<RunResult> done)
      throws IOException {
    Map<Shape, Long> all = new ConcurrentHashMap<>();
    long asked = steps != null ? steps : usual;
    OptionalLong common = done.stream().mapToLong(result -> result.run().steps()).findFirst();
    if (minutes == null && !equalTime) {
      shapes.forEach(shape -> all.put(shape, asked));
      return all;
    }
    if (!equalTime && common.isPresent()) {
      shapes.forEach(shape -> all.put(shape, common.getAsLong()));
      return all;
    }
    done.forEach(result -> all.put(result.run().shape(), result.run().steps()));
    Map<Shape, Speed> speeds =
        speeds(shapes, asked, runner, Math.min(threads, shapes.size() * seeds), threads);
    double seconds =
        minutes != null
            ? minutes * SECONDS_PER_MINUTE
            : speeds.values().stream().mapToDouble(s -> seconds(s, asked, runner.evaluations())).max().orElseThrow();
    speeds.forEach((shape, speed) -> all.putIfAbsent(shape, stepsIn(seconds, speed, runner.evaluations())));
    if (!equalTime) {
      long least = all.values().stream().mapToLong(number -> number).min().orElseThrow();
      all.replaceAll((shape, own) -> least);
    }
    return all;
  }

  private Map<Shape, Speed> speeds(
      List<Shape> shapes,
      long asked,
      ComparisonRunner runner,
      int atOnce,
      int threads)
      throws IOException {
    double seconds =
        minutes != null
            ? Math.min(MOST_PROBE_SECONDS, PROBE_SHARE * SECONDS_PER_MINUTE * minutes)
            : MOST_PROBE_SECONDS;
    Map<Shape, Speed> speeds = new ConcurrentHashMap<>();
    List<ParallelWork.Piece> probes = new ArrayList<>();
    for (Shape shape : shapes) {
      ComparedRun run = new ComparedRun(shape, 0, asked);
      probes.add(
          () -> speeds.put(shape, runner.speed(run, Math.max(1, threads / atOnce), seconds)));
    }
    new ParallelWork(atOnce).run(probes);
    return speeds;
  }

  private static double seconds(Speed speed, long steps, int evaluations) {
    return steps * speed.stepSeconds() + evaluations * speed.evaluationSeconds();
  }

  private static long stepsIn(double seconds, Speed speed, int evaluations) {
    double evaluating =
        Math.min(evaluations * speed.evaluationSeconds(), EVALUATIONS_SHARE * seconds);
    double left = seconds - evaluating;
    return Math.clamp(
        (long) (left / speed.stepSeconds()), evaluations, OptimizationPlan.MAXIMUM_STEPS);
  }
}
