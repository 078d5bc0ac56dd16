package charwise.cli.compare;

import charwise.cli.compare.sweep.SweepProgress;
import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.Style;
import charwise.engine.comparison.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows how a sweep goes on: a line for each run that is done, which stays, and below them one for
 * each that is under way, and one for the whole.
 */
record SweepView(Progress progress) implements SweepProgress.Watcher {
  private static final int BAR = 16;

  @Override
  public void stepped(SweepProgress sweep) {
    progress.show(new Moment(sweep));
  }

  @Override
  public void finished(SweepProgress.Line line, RunResult result, SweepProgress sweep) {
    progress.show(
        new Moment(sweep),
        "%-24s %s bits/char after %s"
            .formatted(
                label(line),
                NumberText.fixed(result.validationBits(), 3),
                NumberText.duration(result.seconds())));
  }

  private static String label(SweepProgress.Line line) {
    return CellSizes.name(line.run().model())
        + (line.search() ? " learning rate" : " seed " + line.run().seed());
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
              .map(line -> label(line) + " " + (int) (100 * line.share()) + "%")
              .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> lines(int width, Style style) {
      List<String> lines = new ArrayList<>();
      for (SweepProgress.Line line : sweep.active()) {
        lines.add(row(line, width, style));
      }
      lines.add(Progress.cut(whole(), width));
      return lines;
    }

    private String whole() {
      return "%d of %d runs done, %s left"
          .formatted(sweep.runsDone(), sweep.runs(), NumberText.duration(sweep.secondsLeft()));
    }

    private static String row(SweepProgress.Line line, int width, Style style) {
      String name = "%-24s ".formatted(label(line));
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
