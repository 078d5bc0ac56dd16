package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.console.Style;
import java.util.ArrayList;
import java.util.List;

/** Says on one line how far a run is. */
final class ProgressLine {
  private static final int WIDEST_BAR = 24;
  private static final int NARROWEST_BAR = 6;
  private static final String GAP = "  ";

  private ProgressLine() {}

  /** In words, for files and pipes. */
  static String words(ProgressState state) {
    var parts = new ArrayList<String>();
    parts.add(
        "step %s of %s (%s)"
            .formatted(
                NumberText.grouped(state.step()),
                NumberText.grouped(state.steps()),
                percent(state)));
    parts.add("epoch " + NumberText.fixed(state.epoch(), 2));
    if (Double.isFinite(state.trainBits())) {
      parts.add("train " + bits(state.trainBits()) + " bits/char");
    }
    if (Double.isFinite(state.validationBits())) {
      parts.add("validation " + bits(state.validationBits()) + " bits/char");
    }
    parts.add(NumberText.rounded(state.charactersPerSecond()) + " chars/s");
    parts.add(NumberText.duration(state.secondsLeft()) + " left");
    return String.join(", ", parts);
  }

  /**
   * With a bar, for a terminal: at most {@code width} characters wide, less important parts left
   * out where they don't fit.
   */
  static String bar(ProgressState state, int width, Style style) {
    for (int detail = 3; detail > 0; detail--) {
      String parts = String.join(GAP, parts(state, detail));
      int room = width - parts.length() - GAP.length();
      if (room >= NARROWEST_BAR) {
        return style.bar(state.share(), Math.min(room, WIDEST_BAR)) + GAP + parts;
      }
    }
    String parts = String.join(GAP, parts(state, 0));
    return parts.substring(0, Math.min(parts.length(), Math.max(width, 0)));
  }

  /** Of the same width whatever the numbers, so that the bar stands still. */
  private static List<String> parts(ProgressState state, int detail) {
    var parts = new ArrayList<String>();
    parts.add("%4s".formatted(percent(state)));
    if (detail >= 1) {
      parts.add("%7s left".formatted(NumberText.duration(state.secondsLeft())));
    }
    if (detail >= 2) {
      parts.add("train %5s".formatted(bits(state.trainBits())));
      String unit = detail >= 3 ? " bits/char" : "";
      parts.add("validation %5s%s".formatted(bits(state.validationBits()), unit));
    }
    if (detail >= 3) {
      parts.add("%5s chars/s".formatted(NumberText.rounded(state.charactersPerSecond())));
    }
    return parts;
  }

  private static String percent(ProgressState state) {
    return (int) Math.floor(100 * state.share()) + "%";
  }

  private static String bits(double value) {
    return Double.isFinite(value) ? NumberText.fixed(value, 3) : "-";
  }
}
