package charwise.engine.sampling;

import charwise.engine.data.Corpus;
import charwise.engine.kernel.RandomStream;
import charwise.engine.search.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param drawn how many units have been drawn for the seed before, at least 0. A text that is
 *     continued, as the prompt, with the number of its units as {@code drawn} goes on as if it had
 *     never ended.
 * @param first the number, at least 0, that the first text has among all of this seed: {@code i}
 *     above counts from there
 * @param constraint which texts are allowed, or null for all
 */
public record GenerationRequest(
    Corpus prompt,
    int length,
    List<String> stops,
    int count,
    SamplingSettings settings,
    long seed,
    long drawn,
    int first,
    @Nullable Constraint constraint) {

  /** A request that nothing has been drawn for. */
  public GenerationRequest(
      Corpus prompt,
      int length,
      List<String> stops,
      int count,
      SamplingSettings settings,
      long seed) {
    this(prompt, length, stops, count, settings, seed, 0);
  }

  /** A request for the first texts of a seed, whatever they may be. */
  public GenerationRequest(
      Corpus prompt,
      int length,
      List<String> stops,
      int count,
      SamplingSettings settings,
      long seed,
      long drawn) {
    this(prompt, length, stops, count, settings, seed, drawn, 0, null);
  }

  /**
   * The seed to begin a text with that begins with {@code prompt}: different beginnings draw from
   * different streams, since with equal draws one text soon runs into the other. Without a prompt
   * it is {@code seed} itself.
   */
  public static long seedFor(long seed, Corpus prompt) {
    long hash = 0;
    for (byte b : prompt.bytes()) {
      hash = new RandomStream(hash + b + 1).nextLong();
    }
    return prompt.length() == 0 ? seed : new RandomStream(seed ^ hash).nextLong();
  }

  /** Refuses what is out of range, in words meant for a user. */
  public GenerationRequest {
    if (length < 0) {
      throw new IllegalArgumentException("length must be 0 or more, not " + length);
    }
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, not " + count);
    }
    if (drawn < 0) {
      throw new IllegalArgumentException("drawn must be 0 or more, not " + drawn);
    }
    if (first < 0) {
      throw new IllegalArgumentException("first must be 0 or more, not " + first);
    }
    stops = List.copyOf(stops);
  }
}
