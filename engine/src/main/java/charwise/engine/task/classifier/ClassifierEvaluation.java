package charwise.engine.task.classifier;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.Sequences;
import charwise.engine.loss.Loss;
import charwise.engine.measure.Calibration;
import charwise.engine.measure.ConfusionMatrix;
import charwise.engine.measure.LogitScales;
import charwise.engine.task.Evaluation;
import charwise.engine.task.Metric;
import charwise.engine.task.Score;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How good a classifier is on its validation items, at the scales that explain them best or are
 * given.
 */
final class ClassifierEvaluation implements Evaluation {
  /** Items that tell how long reading all of them takes. */
  private static final int PART = 64;

  private final LogitMix mix;
  private final LabelledItems items;
  private final boolean hasNgrams;
  private final ClassifierMetric best;
  private final @Nullable ClassifierScore fixed;
  private final Consumer<ClassifierScore> scales;
  private float[] ngramLogits = {};

  /**
   * An evaluation.
   *
   * @param fixed what the logits are multiplied by; null for what is best
   * @param scales receives what the logits are multiplied by
   */
  ClassifierEvaluation(
      LogitMix mix,
      LabelledItems items,
      boolean hasNgrams,
      ClassifierMetric best,
      @Nullable ClassifierScore fixed,
      Consumer<ClassifierScore> scales) {
    this.mix = mix;
    this.items = items;
    this.hasNgrams = hasNgrams;
    this.best = best;
    this.fixed = fixed;
    this.scales = scales;
  }

  @Override
  public Score run() {
    int count = items.size();
    if (count == 0) {
      scales.accept(new ClassifierScore(1, hasNgrams ? 1 : 0));
      return Score.of(Loss.NONE);
    }
    int classes = items.labels().size();
    int[] targets = IntStream.range(0, count).map(items::target).toArray();
    float[] network = mix.network(items.inputs());
    if (ngramLogits.length == 0) {
      ngramLogits = mix.ngrams(items.inputs());
    }
    ClassifierScore used = fixed == null ? best(network, targets, classes) : fixed;
    scales.accept(used);
    float[] logits = LogitMix.sum(used.networkScale(), network, used.ngramScale(), ngramLogits);
    ConfusionMatrix confusion = new ConfusionMatrix(classes);
    double nats = 0;
    for (int i = 0; i < count; i++) {
      confusion.add(targets[i], Calibration.likeliest(logits, i * classes, classes));
      nats += Calibration.nats(logits, i * classes, classes, targets[i]);
    }
    Loss loss = new Loss(nats, count);
    Metric accuracy = Metric.share(ClassifierMetric.ACCURACY.label(), confusion.accuracy());
    Metric macroF1 = Metric.share(ClassifierMetric.MACRO_F1.label(), confusion.macroF1());
    return switch (best) {
      case ACCURACY -> new Score(loss, accuracy, List.of(macroF1));
      case MACRO_F1 -> new Score(loss, macroF1, List.of(accuracy));
      case NATS -> new Score(loss, Metric.nats(loss), List.of(accuracy, macroF1));
    };
  }

  private ClassifierScore best(float[] network, int[] targets, int classes) {
    LogitScales found =
        hasNgrams
            ? LogitScales.fit(network, ngramLogits, targets, classes)
            : LogitScales.fit(network, targets, classes);
    return new ClassifierScore(found.first(), found.second());
  }

  @Override
  public double runPart() {
    int count = Math.min(PART, items.size());
    if (count == 0) {
      return 0;
    }
    Sequences part = items.inputs().select(IntStream.range(0, count).toArray());
    mix.network(part);
    return (double) Math.max(1, part.total()) / Math.max(1, items.inputs().total());
  }
}
