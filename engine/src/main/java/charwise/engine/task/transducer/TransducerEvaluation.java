package charwise.engine.task.transducer;

import charwise.engine.data.Pairs;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.search.SearchSettings;
import charwise.engine.task.Evaluation;
import charwise.engine.task.Metric;
import charwise.engine.task.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How good a transducer's greedy answers to its validation pairs are, at the scale of its logits
 * that explains these best or that it has.
 */
final class TransducerEvaluation implements Evaluation {
  /** Pairs that tell how long reading all of them takes. */
  private static final int PART = 128;

  private final TransducerPlan plan;
  private final Pairs pairs;
  private final Pairs part;
  private final long units;
  private final long partUnits;
  private final DoubleConsumer emptyAnswers;
  private final TransducerReader reader;
  private final Transducer model;
  private final @Nullable DecoderCalibration calibration;

  /**
   * An evaluation.
   *
   * @param calibration chooses the scale of the logits; null to leave it as it is
   * @param emptyAnswers receives the share of answers without a unit where the right one has some
   */
  TransducerEvaluation(
      Transducer model,
      Pairs pairs,
      TransducerPlan plan,
      @Nullable DecoderCalibration calibration,
      DoubleConsumer emptyAnswers,
      Team team) {
    this.plan = plan;
    this.model = model;
    this.calibration = calibration;
    this.emptyAnswers = emptyAnswers;
    this.pairs = pairs;
    part = pairs.select(IntStream.range(0, Math.min(PART, pairs.size())).toArray());
    units = new PairSteps(plan.model(), pairs).units();
    partUnits = new PairSteps(plan.model(), part).units();
    reader =
        new TransducerReader(model, new ReaderSettings(SearchSettings.of(1, 1), null, true), team);
  }

  @Override
  public Score run() {
    if (pairs.size() == 0) {
      return Score.of(Loss.NONE);
    }
    if (calibration != null) {
      model.logitScale(calibration.scale());
    }
    DecoderType decoder = plan.model().decoder();
    TransductionScore score = TransductionScore.of(pairs, read(pairs), decoder);
    double count = pairs.size();
    Metric accuracy = Metric.share(TransducerMetric.ACCURACY.label(), score.right() / count);
    Metric errorRate =
        new Metric(
            TransducerMetric.ERROR_RATE.label(),
            (double) score.edits() / score.targetUnits(),
            false);
    Metric selection =
        switch (plan.best()) {
          case ACCURACY -> accuracy;
          case ERROR_RATE -> errorRate;
          case NATS -> Metric.nats(score.loss());
        };
    emptyAnswers.accept(score.empty() / count);
    List<Metric> others = new ArrayList<>(List.of(accuracy, errorRate));
    others.remove(selection);
    return new Score(score.loss(), selection, others);
  }

  private List<DecodedPair> read(Pairs some) {
    int[] limits = new int[some.size()];
    Arrays.setAll(
        limits, pair -> AnswerLength.usual(some.sourceLength(pair), plan.longestTarget()));
    return reader.read(some, limits);
  }

  @Override
  public double runPart() {
    if (part.size() == 0) {
      return 0;
    }
    read(part);
    return (double) partUnits / units;
  }
}
