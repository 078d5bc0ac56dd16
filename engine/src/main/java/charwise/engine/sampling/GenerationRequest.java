package charwise.engine.sampling;

import charwise.engine.text.Corpus;
import java.util.List;

/**
 * What to generate.
 *
 * @param prompt the beginning that every text continues, not part of what is generated; may be
 *     empty
 * @param length the most units a text gets, at least 0
 * @param stops a text ends before the first of these that would come up in it; none is empty
 * @param count how many texts, at least 1
 * @param settings how units are chosen
 * @param seed what the draws depend on: text number {@code i} draws from a stream of its own for
 *     this seed and {@code i}, and so is the same whatever the count
 */
public record GenerationRequest(
    Corpus prompt,
    int length,
    List<String> stops,
    int count,
    SamplingSettings settings,
    long seed) {

  /** Refuses what is out of range, in words meant for a user. */
  public GenerationRequest {
    if (length < 0) {
      throw new IllegalArgumentException("length must be 0 or more, not " + length);
    }
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, not " + count);
    }
    stops = List.copyOf(stops);
  }
}
