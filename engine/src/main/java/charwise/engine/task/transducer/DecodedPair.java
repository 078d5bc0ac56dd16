package charwise.engine.task.transducer;

import charwise.engine.search.Output;
import java.util.List;

/**
 * What a transducer makes of a pair.
 *
 * @param outputs answers to the source, the best first; none where none was looked for or allowed
 * @param nats of the pair's own answer; NaN where that was not asked for or cannot be written,
 *     infinite where it is impossible
 */
record DecodedPair(List<Output> outputs, double nats) {
  DecodedPair {
    outputs = List.copyOf(outputs);
  }
}
