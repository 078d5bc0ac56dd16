package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.Style;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.SweepProgress;
import charwise.engine.loss.Loss;
import charwise.engine.task.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of a sweep: a line for each finished run, which stays, and below them a line
 * for each run under way and one for the whole sweep.
 */
record SweepView(Progress progress, ShapeNames names) implements SweepProgress.Watcher {
  private static final int BAR = 16;
  private static final String NOTHING = "    -";

  @Override
  public void stepped(SweepProgress sweep) {
    progress.show(new Moment(sweep, names));
  }

  @Override
  public void finished(RunResult result, SweepProgress sweep) {
    progress.show(
        new Moment(sweep, names),
        "%-24s %s after %s"
            .formatted(
                label(names, result.run(), false),
                measured(result),
                NumberText.duration(result.seconds())));
  }

  private static String measured(RunResult result) {
    Metric metric = result.test().metric();
    return metric.higherIsBetter()
        ? VerdictText.metricName(result) + " " + NumberText.fixed(metric.value(), 3)
        : NumberText.fixed(result.testBits(), 3) + " bits/char";
  }

  private static String label(ShapeNames names, ComparedRun run, boolean search) {
    return names.full(run.shape()) + (search ? " learning rate" : " seed " + run.seed());
  }

  private record Moment(SweepProgress sweep, ShapeNames names) implements Progress.View {
    @Override
    public boolean isComplete() {
      return false;
    }

    @Override
    public String words() {
      return whole()
          + "; "
          + sweep.active().stream()
              .map(
                  line ->
                      label(names, line.run(), line.search())
                          + " "
                          + (int) (100 * line.share())
                          + "%")
              .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> lines(int width, Style style) {
      List<String> lines = new ArrayList<>();
      for (SweepProgress.Status line : sweep.active()) {
        lines.add(row(line, width, style));
      }
      lines.add(Progress.cut(whole(), width));
      return lines;
    }

    private String whole() {
      return "%s of %s runs done, %s left"
          .formatted(sweep.runsDone(), sweep.runs(), NumberText.duration(sweep.secondsLeft()));
    }

    private String row(SweepProgress.Status line, int width, Style style) {
      String name = "%-24s ".formatted(label(names, line.run(), line.search()));
      String rest =
          " %3d%%  %6s left  train %s  validation %s"
              .formatted(
                  (int) Math.floor(100 * line.share()),
                  NumberText.duration(line.secondsLeft()),
                  bits(line.trainNats()),
                  value(line.validation()));
      return name.length() + BAR + rest.length() <= width
          ? name + style.bar(Math.min(1, line.share()), BAR) + rest
          : Progress.cut(name + rest, width);
    }

    private static String bits(double nats) {
      return Double.isFinite(nats) ? NumberText.fixed(nats / Loss.LN_2, 3) : NOTHING;
    }

    private static String value(@Nullable Metric metric) {
      return metric == null
          ? NOTHING
          : metric.higherIsBetter() ? NumberText.fixed(metric.value(), 3) : bits(metric.value());
    }
  }
}
