package charwise.engine.task;

import java.util.List;

/**
 * What each unit of an answer looked at in the text.
 *
 * @param source the units read, in the order of the text
 * @param units those of the answer, without any mark
 * @param weights a row for each unit of the answer and, where it ended of itself, one for the end:
 *     a weight for each unit read, at least 0, with sum 1
 */
public record Alignment(List<String> source, List<String> units, List<float[]> weights) {
  /** Keeps copies of the lists. */
  public Alignment {
    source = List.copyOf(source);
    units = List.copyOf(units);
    weights = List.copyOf(weights);
  }
}
