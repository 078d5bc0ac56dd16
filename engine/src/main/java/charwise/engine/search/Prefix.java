package charwise.engine.search;

import charwise.engine.loss.Ctc;
import charwise.engine.loss.LogSoftmax;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a labelling in a {@link CtcSearch}, with the logarithms of the probabilities of
 * all its paths so far that end in a blank and of those that end in its last label.
 */
final class Prefix {
  final @Nullable Prefix parent;
  final int label;
  final int length;

  /** What a {@link Constraint} says of it. */
  final int state;

  /** Whether the search goes on from it. */
  boolean inBeam;

  private final Map<Integer, Prefix> children = new HashMap<>();
  private double blank = Double.NEGATIVE_INFINITY;
  private double labelled = Double.NEGATIVE_INFINITY;
  private double either = Double.NEGATIVE_INFINITY;
  private double nextBlank = Double.NEGATIVE_INFINITY;
  private double nextLabelled = Double.NEGATIVE_INFINITY;

  private Prefix(@Nullable Prefix parent, int label, int length, int state) {
    this.parent = parent;
    this.label = label;
    this.length = length;
    this.state = state;
  }

  /** No labels, before the first step. */
  static Prefix empty(int state) {
    Prefix prefix = new Prefix(null, Ctc.BLANK, 0, state);
    prefix.nextBlank = 0;
    prefix.advance();
    return prefix;
  }

  /** The prefix with one more label, which begins its paths in the step that is being made. */
  Prefix with(int nextLabel, double logProbability, int nextState) {
    Prefix next =
        children.computeIfAbsent(
            nextLabel, key -> new Prefix(this, nextLabel, length + 1, nextState));
    next.nextBlank = Double.NEGATIVE_INFINITY;
    next.nextLabelled = logProbability;
    return next;
  }

  /** The paths that make it no longer. */
  void stay(LogSoftmax softmax) {
    nextBlank = either + softmax.logProbability(Ctc.BLANK);
    nextLabelled =
        length == 0 ? Double.NEGATIVE_INFINITY : labelled + softmax.logProbability(label);
  }

  /** All paths that one more label makes longer: the same label once more needs a blank before. */
  double extension(int nextLabel, LogSoftmax softmax) {
    double sources = nextLabel == label ? blank : either;
    return sources + softmax.logProbability(nextLabel);
  }

  /** Adds paths that have only now become this prefix. */
  void enter(double logProbability) {
    nextLabelled = logSum(nextLabelled, logProbability);
  }

  /** Whether the prefix with that label more is in the beam itself. */
  boolean continuesWith(int nextLabel) {
    Prefix next = children.get(nextLabel);
    return next != null && next.inBeam;
  }

  /** The logarithm of its probability after the step that is being made. */
  double next() {
    return logSum(nextBlank, nextLabelled);
  }

  /** Is no longer in the beam, unless it {@link #advance}s. */
  void leave() {
    inBeam = false;
  }

  /** Is in the beam of the next step. */
  void advance() {
    inBeam = true;
    blank = nextBlank;
    labelled = nextLabelled;
    either = next();
  }

  /** All its labels. */
  int[] labels() {
    int[] labels = new int[length];
    for (Prefix last = this; last.parent != null; last = last.parent) {
      labels[last.length - 1] = last.label;
    }
    return labels;
  }

  private static double logSum(double a, double b) {
    double maximum = Math.max(a, b);
    return maximum == Double.NEGATIVE_INFINITY
        ? maximum
        : maximum + StrictMath.log(StrictMath.exp(a - maximum) + StrictMath.exp(b - maximum));
  }
}
