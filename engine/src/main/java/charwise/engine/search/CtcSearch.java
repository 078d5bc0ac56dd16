package charwise.engine.search;

import charwise.engine.loss.Ctc;
import charwise.engine.loss.LogSoftmax;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels for logits over blank and labels, as {@link Ctc} trains them: by the best path, or by a
 * beam of prefixes (Graves 2012, Hannun et al. 2014), which adds up the paths of each. An item's
 * step t is row {@code row + t * rowStep} of the logits, which are not modified. Not thread-safe.
 */
public final class CtcSearch {
  private final int vocabularySize;
  private final LogSoftmax softmax;
  private final Ctc ctc;

  /** A search over a vocabulary whose id 0 is the blank. */
  public CtcSearch(int vocabularySize) {
    this.vocabularySize = vocabularySize;
    softmax = new LogSoftmax(vocabularySize);
    ctc = new Ctc(vocabularySize, 0, 0);
  }

  /** The labels of the most probable path, which need not be the most probable labels. */
  public Output greedy(PanelMatrix logits, int row, int rowStep, int steps) {
    int[] labels = new int[steps];
    int length = 0;
    int before = Ctc.BLANK;
    for (int t = 0; t < steps; t++) {
      softmax.read(logits, row + t * rowStep);
      int label = softmax.best();
      if (label != Ctc.BLANK && label != before) {
        labels[length++] = label;
      }
      before = label;
    }
    return output(logits, row, rowStep, steps, Arrays.copyOf(labels, length));
  }

  /**
   * The most probable labellings found, the best first. Their probabilities are exact, whatever the
   * width; with a wide enough beam the order is, too. Without a constraint the labels of the best
   * path are always among those considered.
   *
   * @param width how many prefixes are kept at each step
   * @param count the most labellings returned
   * @param constraint which labellings are allowed; null for all
   * @return none if no prefix kept is complete
   */
  public List<Output> best(
      PanelMatrix logits,
      int row,
      int rowStep,
      int steps,
      int width,
      int count,
      @Nullable Constraint constraint) {
    List<Prefix> beam = List.of(Prefix.empty(constraint == null ? 0 : constraint.start()));
    for (int t = 0; t < steps; t++) {
      softmax.read(logits, row + t * rowStep);
      beam = step(beam, width, constraint, steps - t - 1);
    }
    List<Output> outputs = new ArrayList<>();
    for (Prefix prefix : beam) {
      if (constraint == null || constraint.isComplete(prefix.state)) {
        outputs.add(output(logits, row, rowStep, steps, prefix.labels()));
      }
    }
    if (constraint == null) {
      Output greedy = greedy(logits, row, rowStep, steps);
      if (outputs.stream().noneMatch(o -> Arrays.equals(o.ids(), greedy.ids()))) {
        outputs.add(greedy);
      }
    }
    outputs.sort(Comparator.comparingDouble(Output::logProbability).reversed());
    return List.copyOf(outputs.subList(0, Math.min(count, outputs.size())));
  }

  private Output output(PanelMatrix logits, int row, int rowStep, int steps, int[] labels) {
    ctc.reserve(steps, labels.length);
    double nats = ctc.forward(logits, row, rowStep, steps, labels, 0, labels.length);
    return new Output(labels, -nats, true, null);
  }

  /**
   * One more step: the prefixes stay as they are, by a blank or their last label once more, or get
   * one more label. A prefix one longer than another that is in the beam as well gets paths from
   * it.
   */
  private List<Prefix> step(
      List<Prefix> beam, int width, @Nullable Constraint constraint, int stepsLeft) {
    for (Prefix prefix : beam) {
      prefix.stay(softmax);
    }
    for (Prefix prefix : beam) {
      Prefix parent = prefix.parent;
      if (parent != null && parent.inBeam) {
        prefix.enter(parent.extension(prefix.label, softmax));
      }
    }
    BestContinuations best = new BestContinuations(width);
    for (int i = 0; i < beam.size(); i++) {
      best.offer(i, Ctc.BLANK, -beam.get(i).next());
    }
    for (int i = 0; i < beam.size(); i++) {
      Prefix prefix = beam.get(i);
      for (int label = 1; label < vocabularySize; label++) {
        double nats = -prefix.extension(label, softmax);
        if (nats < Double.POSITIVE_INFINITY
            && best.takes(nats)
            && !prefix.continuesWith(label)
            && allows(constraint, prefix, label, stepsLeft)) {
          best.offer(i, label, nats);
        }
      }
    }
    List<Prefix> kept = new ArrayList<>(best.size());
    for (int i = 0; i < best.size(); i++) {
      Prefix prefix = beam.get(best.parent(i));
      int label = best.id(i);
      kept.add(
          label == Ctc.BLANK
              ? prefix
              : prefix.with(
                  label,
                  -best.nats(i),
                  constraint == null ? 0 : constraint.next(prefix.state, label, stepsLeft)));
    }
    beam.forEach(Prefix::leave);
    kept.forEach(Prefix::advance);
    return kept;
  }

  private static boolean allows(
      @Nullable Constraint constraint, Prefix prefix, int label, int stepsLeft) {
    return constraint == null || constraint.next(prefix.state, label, stepsLeft) >= 0;
  }
}
