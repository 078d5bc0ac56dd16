package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.console.Progress;
import charwise.cli.console.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * The progress of a run.
 *
 * @param step the last step done
 * @param epoch passes over the training text so far
 * @param trainBits bits per unit on the last hundredth of the run; NaN if not measured
 * @param validationBits bits per unit at the last validation; NaN if not measured
 * @param unit what the bits are per
 * @param metric the measure at the last validation that chooses the model; empty for none but bits
 * @param charactersPerSecond the speed; NaN if not known yet
 * @param secondsLeft the time until the last step at this speed
 */
record TrainingProgress(
    long step,
    long steps,
    double epoch,
    double trainBits,
    double validationBits,
    String unit,
    String metric,
    double charactersPerSecond,
    double secondsLeft)
    implements Progress.View {
  private static final int WIDEST_BAR = 24;
  private static final int NARROWEST_BAR = 6;
  private static final String GAP = "  ";

  /** Stands where the remaining time will be shown once the speed is known. */
  private static final String MEASURING = "measuring speed";

  @Override
  public boolean isComplete() {
    return step >= steps;
  }

  /** The share of the steps that is done, 0 to 1. */
  private double share() {
    return steps == 0 ? 1 : (double) step / steps;
  }

  @Override
  public String words() {
    var parts = new ArrayList<String>();
    parts.add(
        "step %s of %s (%s)"
            .formatted(NumberText.grouped(step), NumberText.grouped(steps), percent()));
    parts.add("epoch " + NumberText.fixed(epoch, 2));
    if (Double.isFinite(trainBits)) {
      parts.add("train " + bits(trainBits) + " bits/" + unit);
    }
    if (Double.isFinite(validationBits)) {
      parts.add("validation " + bits(validationBits) + " bits/" + unit);
    }
    if (!metric.isEmpty()) {
      parts.add(metric);
    }
    if (Double.isFinite(charactersPerSecond)) {
      parts.add(NumberText.rounded(charactersPerSecond) + " chars/s");
      parts.add(NumberText.duration(secondsLeft) + " left");
    } else {
      parts.add(MEASURING);
    }
    return String.join(", ", parts);
  }

  /** One line with a bar; less important parts are left out where there is no room. */
  @Override
  public List<String> lines(int width, Style style) {
    for (int detail = 4; detail > 0; detail--) {
      String parts = String.join(GAP, parts(detail));
      int room = width - parts.length() - GAP.length();
      if (room >= NARROWEST_BAR) {
        return List.of(style.bar(share(), Math.min(room, WIDEST_BAR)) + GAP + parts);
      }
    }
    return List.of(Progress.cut(String.join(GAP, parts(0)), width));
  }

  /**
   * The parts of the line, of constant width, so that the bar does not move. Least important is the
   * training loss, then the speed, then the measure that chooses the model.
   */
  private List<String> parts(int detail) {
    var parts = new ArrayList<String>();
    parts.add("%4s".formatted(percent()));
    if (detail >= 1) {
      parts.add(
          Double.isFinite(secondsLeft)
              ? "%10s left".formatted(NumberText.duration(secondsLeft))
              : MEASURING);
    }
    if (detail >= 4) {
      parts.add("train %5s".formatted(bits(trainBits)));
    }
    if (detail >= 2) {
      boolean judged = detail == 4 || Double.isFinite(validationBits);
      parts.add(
          !metric.isEmpty()
              ? metric
              : "%10s %5s bits/%s"
                  .formatted(
                      judged ? "validation" : "train",
                      bits(judged ? validationBits : trainBits),
                      unit));
    }
    if (detail >= 3) {
      parts.add(
          "%5s chars/s"
              .formatted(
                  Double.isFinite(charactersPerSecond)
                      ? NumberText.rounded(charactersPerSecond)
                      : "-"));
    }
    return parts;
  }

  private String percent() {
    return (int) Math.floor(100 * share()) + "%";
  }

  private static String bits(double value) {
    return Double.isFinite(value) ? NumberText.fixed(value, 3) : "-";
  }
}
