package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.Style;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.SweepProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows the progress of a sweep: a line for each finished run, which stays, and below them a line
 * for each run under way and one for the whole sweep.
 */
record SweepView(Progress progress) implements SweepProgress.Watcher {
  private static final int BAR = 16;

  @Override
  public void stepped(SweepProgress sweep) {
    progress.show(new Moment(sweep));
  }

  @Override
  public void finished(RunResult result, SweepProgress sweep) {
    progress.show(
        new Moment(sweep),
        "%-24s %s bits/char after %s"
            .formatted(
                label(result.run(), false),
                NumberText.fixed(result.validationBits(), 3),
                NumberText.duration(result.seconds())));
  }

  private static String label(ComparedRun run, boolean search) {
    return CellSizes.name(run.model()) + (search ? " learning rate" : " seed " + run.seed());
  }

  private record Moment(SweepProgress sweep) implements Progress.View {
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
                  line -> label(line.run(), line.search()) + " " + (int) (100 * line.share()) + "%")
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

    private static String row(SweepProgress.Status line, int width, Style style) {
      String name = "%-24s ".formatted(label(line.run(), line.search()));
      String rest =
          " %3d%%  %6s left  train %s  validation %s"
              .formatted(
                  (int) Math.floor(100 * line.share()),
                  NumberText.duration(line.secondsLeft()),
                  bits(line.trainBits()),
                  bits(line.validationBits()));
      return name.length() + BAR + rest.length() <= width
          ? name + style.bar(Math.min(1, line.share()), BAR) + rest
          : Progress.cut(name + rest, width);
    }

    private static String bits(double value) {
      return Double.isFinite(value) ? NumberText.fixed(value, 3) : "    -";
    }
  }
}
