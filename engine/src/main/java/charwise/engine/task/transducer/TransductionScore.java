package charwise.engine.task.transducer;

import charwise.engine.data.Pairs;
import charwise.engine.loss.Loss;
import charwise.engine.measure.ErrorRate;
import java.util.Arrays;
import java.util.List;

/**
 * How right answers to pairs are.
 *
 * @param right answers that are right as a whole
 * @param edits it takes to make the right answers of those given
 * @param targetUnits units of the right answers
 * @param empty answers without a unit where the right one has some
 * @param impossible pairs for which CTC has no path
 * @param loss over the pairs whose answer can be written: of units and ends or, with CTC, of pairs
 */
record TransductionScore(
    long right, long edits, long targetUnits, long empty, long impossible, Loss loss) {
  /** The score of the best of each pair's outputs. */
  static TransductionScore of(Pairs pairs, List<DecodedPair> readings, DecoderType decoder) {
    ErrorRate errors = new ErrorRate();
    long right = 0;
    long units = 0;
    long empty = 0;
    long impossible = 0;
    double nats = 0;
    long scored = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      int[] target = pairs.target(pair);
      DecodedPair reading = readings.get(pair);
      int[] answer = reading.outputs().isEmpty() ? new int[0] : reading.outputs().getFirst().ids();
      errors.add(answer, target);
      units += target.length;
      right += Arrays.equals(answer, target) ? 1 : 0;
      empty += answer.length == 0 && target.length > 0 ? 1 : 0;
      boolean isCtc = decoder == DecoderType.CTC;
      if (isCtc && reading.nats() == Double.POSITIVE_INFINITY) {
        impossible++;
      } else if (pairs.canBeWritten(pair)) {
        nats += reading.nats();
        scored += isCtc ? 1 : target.length + 1;
      }
    }
    return new TransductionScore(
        right, errors.edits(), units, empty, impossible, new Loss(nats, scored));
  }
}
