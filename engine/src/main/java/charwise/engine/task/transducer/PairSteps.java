package charwise.engine.task.transducer;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.Pairs;
import charwise.engine.data.Sequences;
import charwise.engine.data.TargetVocabulary;
import charwise.engine.layer.BatchShape;
import java.util.Arrays;

/** Pairs as the steps of a model. */
final class PairSteps {
  private final TransducerConfig config;
  private final Sequences sources;
  private final Sequences targets;
  private final int[] sourceSteps;
  private final int[] targetSteps;

  PairSteps(TransducerConfig config, Pairs pairs) {
    this.config = config;
    sources = pairs.sources(config.reverseSource());
    targets = pairs.targets();
    sourceSteps = new int[pairs.size()];
    targetSteps = new int[pairs.size()];
    Arrays.setAll(sourceSteps, pair -> Math.max(1, config.repeatInput() * sources.length(pair)));
    Arrays.setAll(targetSteps, pair -> targets.length(pair) + 1);
  }

  /** How many pairs there are. */
  int size() {
    return sourceSteps.length;
  }

  /** The steps of the longest source. */
  int longestSource() {
    return Arrays.stream(sourceSteps).max().orElse(1);
  }

  /** The steps of the longest answer. */
  int longestTarget() {
    return Arrays.stream(targetSteps).max().orElse(1);
  }

  /**
   * Batches of pairs that are alike in the length of both.
   *
   * @param batchSize the most pairs of one
   * @param maximumUnits the most that its pairs times the steps of its longest source may be
   * @param maximumTargetUnits likewise for answers
   */
  ItemBatches batches(int batchSize, int maximumUnits, int maximumTargetUnits, long seed) {
    return ItemBatches.ofPairs(
        sourceSteps, targetSteps, batchSize, maximumUnits, maximumTargetUnits, seed);
  }

  /** The number of all units that an epoch reads. */
  long units() {
    long units = 0;
    for (int pair = 0; pair < size(); pair++) {
      units += units(pair);
    }
    return units;
  }

  /** The units that learning from a pair reads: those of its answer, too, where a decoder does. */
  int units(int pair) {
    return sourceSteps[pair] + (config.decoder() == DecoderType.CTC ? 0 : targetSteps[pair]);
  }

  /** The steps of a source: its units as often as they are read, but at least one. */
  int sourceSteps(int pair) {
    return sourceSteps[pair];
  }

  /** The units of an answer and its end. */
  int targetSteps(int pair) {
    return targetSteps[pair];
  }

  /** The unit that a step of a source reads; the unknown one behind its end. */
  int sourceUnit(int pair, int step) {
    int unit = step / config.repeatInput();
    return unit < sources.length(pair)
        ? sources.ids()[sources.start(pair) + unit]
        : config.vocabularySize() - 1;
  }

  /** Gives a shape some sources side by side, and fills in the units that its rows read. */
  void fillSources(int[] members, BatchShape shape, int[] ids) {
    int count = members.length;
    shape.set(Arrays.stream(members).map(this::sourceSteps).toArray(), count);
    for (int n = 0; n < count; n++) {
      for (int t = 0; t < shape.timeSteps(); t++) {
        ids[t * count + n] = sourceUnit(members[n], t);
      }
    }
  }

  /**
   * Gives a shape the answers of some pairs side by side, and fills in what a decoder reads at its
   * rows and what it is to write there. An answer that cannot be written is filled with ends.
   */
  void fillTargets(int[] members, BatchShape shape, int[] inputs, int[] outputs) {
    int count = members.length;
    shape.set(Arrays.stream(members).map(this::targetSteps).toArray(), count);
    Arrays.fill(inputs, 0, shape.rows(), 0);
    Arrays.fill(outputs, 0, shape.rows(), 0);
    for (int n = 0; n < count; n++) {
      if (canBeWritten(members[n])) {
        for (int t = 0; t < shape.length(n) - 1; t++) {
          outputs[t * count + n] = targetUnit(members[n], t);
          inputs[(t + 1) * count + n] = outputs[t * count + n];
        }
      }
    }
  }

  /** A unit of an answer. */
  int targetUnit(int pair, int unit) {
    return targets.ids()[targets.start(pair) + unit];
  }

  /** Whether an answer has no unit but those of the target vocabulary. */
  boolean canBeWritten(int pair) {
    for (int i = targets.start(pair); i < targets.end(pair); i++) {
      if (targets.ids()[i] == TargetVocabulary.UNKNOWN) {
        return false;
      }
    }
    return true;
  }
}
