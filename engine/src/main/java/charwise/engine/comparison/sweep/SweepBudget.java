package charwise.engine.comparison.sweep;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.RunPlace;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.training.Speed;
import charwise.engine.training.StepBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The length of each run: a number of steps, or minutes. Minutes, and equal time for all, are
 * turned into steps by measuring the speed of each shape. The minutes are those of a shape's first
 * run, with the measurements before it, its search for a learning rate, and its own measurement.
 *
 * @param steps null where left open
 * @param minutes null where left open
 * @param since when the minutes begin, by {@link System#nanoTime}
 * @param equalTime whether each shape has as many steps as fit into the same time
 */
public record SweepBudget(
    @Nullable Long steps, @Nullable Double minutes, long since, boolean equalTime) {
  /** How long measurements may take where no minutes are given, and which share of given ones. */
  private static final double PROBE_SECONDS = 8;

  private static final double PROBE_SHARE = 0.3;

  private static final double SECONDS_PER_MINUTE = 60;

  /**
   * How long runs are.
   *
   * @param steps of each shape
   * @param seconds that the slowest run is planned to take once its search is done; NaN where no
   *     speed was measured
   */
  public record Lengths(Map<Shape, Long> steps, double seconds) {}

  /**
   * The length of the runs of each shape.
   *
   * @param place where speeds are measured
   * @param usual the number of steps where nothing is said
   * @param seeds the runs of each shape; as many shapes are measured at once as will run at once
   * @param done runs of an earlier sweep, whose measured steps hold on
   */
  public Lengths lengths(
      List<Shape> shapes,
      ComparisonRunner runner,
      RunPlace place,
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
      return new Lengths(all, Double.NaN);
    }
    if (!equalTime && common.isPresent()) {
      shapes.forEach(shape -> all.put(shape, common.getAsLong()));
      return new Lengths(all, Double.NaN);
    }
    done.forEach(result -> all.put(result.run().shape(), result.run().steps()));
    int atOnce = Math.min(threads, shapes.size() * seeds);
    int runThreads = Math.max(1, threads / atOnce);
    Map<Shape, Speed> speeds = speeds(shapes, asked, place, atOnce, runThreads);
    double seconds =
        minutes != null
            ? minutes * SECONDS_PER_MINUTE - (System.nanoTime() - since) * 1e-9
            : speeds.entrySet().stream()
                .mapToDouble(
                    speed ->
                        runner.secondsInAll(
                            run(speed.getKey(), asked),
                            speed.getValue(),
                            runThreads,
                            Double.MAX_VALUE))
                .max()
                .orElseThrow();
    speeds.forEach(
        (shape, speed) ->
            all.computeIfAbsent(
                shape,
                open ->
                    StepBudget.mostSteps(
                        count ->
                            runner.secondsInAll(run(shape, count), speed, runThreads, seconds / 2)
                                <= seconds)));
    if (!equalTime) {
      long least = all.values().stream().mapToLong(number -> number).min().orElseThrow();
      all.replaceAll((shape, own) -> least);
    }
    double longest =
        speeds.entrySet().stream()
            .mapToDouble(
                speed ->
                    runner.seconds(
                        run(speed.getKey(), all.getOrDefault(speed.getKey(), 1L)),
                        speed.getValue()))
            .max()
            .orElse(Double.NaN);
    return new Lengths(all, longest);
  }

  private static ComparedRun run(Shape shape, long steps) {
    return new ComparedRun(shape, 0, steps);
  }

  private Map<Shape, Speed> speeds(
      List<Shape> shapes, long asked, RunPlace place, int atOnce, int runThreads)
      throws IOException {
    double seconds =
        minutes != null
            ? PROBE_SHARE * SECONDS_PER_MINUTE * minutes / Math.ceilDiv(shapes.size(), atOnce)
            : PROBE_SECONDS;
    Map<Shape, Speed> speeds = new ConcurrentHashMap<>();
    List<ParallelWork.Piece> probes = new ArrayList<>();
    for (Shape shape : shapes) {
      probes.add(() -> speeds.put(shape, place.speed(run(shape, asked), runThreads, seconds)));
    }
    new ParallelWork(atOnce).run(probes);
    return speeds;
  }
}
