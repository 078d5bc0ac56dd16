package charwise.engine.task.transducer;

import charwise.engine.data.Pairs;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.measure.LogitScales;
import charwise.engine.network.DecoderForward;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scale of a decoder's logits that explains the units of validation pairs best. Label
 * smoothing teaches a decoder to give each unit less than it is worth, and the more so an answer of
 * many units (Müller et al. 2019); one scale puts that right (Guo et al. 2017).
 */
final class DecoderCalibration {
  /** More pairs move one number no more. */
  private static final int PAIRS = 256;

  /** Rows of logits, at most. */
  private static final int ROWS = 1 << 13;

  /** The greatest scale. */
  static final double LARGEST = 100;

  private final int classes;
  private final PairSteps pairs;
  private final int[] members;
  private final BatchShape sources;
  private final BatchShape targets;
  private final StackForward encoder;
  private final DecoderForward forward;
  private final int[] ids;
  private final int[] inputs;
  private final int[] outputs;

  private DecoderCalibration(Transducer model, PairSteps pairs, int[] members) {
    classes = model.config().targetVocabularySize();
    this.pairs = pairs;
    this.members = members;
    int longestSource = Arrays.stream(members).map(pairs::sourceSteps).max().orElse(1);
    int longestTarget = Arrays.stream(members).map(pairs::targetSteps).max().orElse(1);
    sources = BatchShape.upTo(members.length * longestSource, members.length);
    targets = BatchShape.upTo(members.length * longestTarget, members.length);
    encoder = new StackForward(model.encoder(), sources, List.of(), false, 1);
    forward =
        new DecoderForward(model.decoder(), encoder, longestSource, targets, List.of(), false, 1);
    ids = new int[sources.maximumRows()];
    inputs = new int[targets.maximumRows()];
    outputs = new int[targets.maximumRows()];
  }

  /** For the first of some pairs; null where the model could write none of them. */
  static @Nullable DecoderCalibration of(Transducer model, Pairs pairs) {
    PairSteps steps = new PairSteps(model.config(), pairs);
    int most = Math.clamp(ROWS / Math.max(steps.longestSource(), steps.longestTarget()), 1, PAIRS);
    int[] members =
        IntStream.range(0, pairs.size()).filter(steps::canBeWritten).limit(most).toArray();
    return members.length == 0 ? null : new DecoderCalibration(model, steps, members);
  }

  /** The scale for the weights as they are. */
  double scale() {
    int count = members.length;
    pairs.fillSources(members, sources, ids);
    encoder.run(Share.ofStreams(0, 0, count), ids);
    pairs.fillTargets(members, targets, inputs, outputs);
    forward.run(Share.ofStreams(0, 0, count), inputs);
    int rows = Arrays.stream(members).map(pairs::targetSteps).sum();
    float[] logits = new float[rows * classes];
    int[] units = new int[rows];
    int at = 0;
    PanelMatrix all = forward.logits();
    for (int n = 0; n < count; n++) {
      for (int t = 0; t < targets.length(n); t++) {
        int row = t * count + n;
        for (int k = 0; k < classes; k++) {
          logits[at * classes + k] = all.values()[all.index(row, k)];
        }
        units[at++] = outputs[row];
      }
    }
    return Math.min(LogitScales.fit(logits, units, classes).first(), LARGEST);
  }
}
