package charwise.corpora;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a {@link MarkovChain} from a text: what followed each context there, and how often. The
 * text counts as a ring, its end followed by its beginning, so every context is followed by
 * something, each can be reached from each, and a context is entered as often as it is left: how
 * often it occurs is its stationary probability, exactly.
 */
public final class MarkovEstimate {
  /** The order of the text named {@code markov}. */
  public static final int USUAL_ORDER = 3;

  /** The highest order. */
  public static final int HIGHEST_ORDER = 16;

  private final int order;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Map<Integer, int[]>> counts = new ArrayList<>();
  private final StringBuilder beginning = new StringBuilder();
  private final StringBuilder context = new StringBuilder();
  private long length;

  /** The code points of a text, one by one. */
  @FunctionalInterface
  public interface CodePoints {
    /** The next code point, or -1 at the end. */
    int read() throws IOException;
  }

  private MarkovEstimate(int order) {
    this.order = order;
  }

  /**
   * The chain of a text.
   *
   * @param order characters of a context, 1 to {@link #HIGHEST_ORDER}
   * @throws IllegalArgumentException for any other order, or if the text is no longer than that
   */
  public static MarkovChain of(CodePoints text, int order) throws IOException {
    if (order < 1 || order > HIGHEST_ORDER) {
      throw new IllegalArgumentException("order " + order);
    }
    var estimate = new MarkovEstimate(order);
    int codePoint = text.read();
    for (; codePoint >= 0; codePoint = text.read()) {
      estimate.add(codePoint);
    }
    if (estimate.length <= order) {
      throw new IllegalArgumentException("a text of " + estimate.length + " characters");
    }
    estimate.beginning.codePoints().forEach(estimate::add);
    return estimate.chain();
  }

  private void add(int codePoint) {
    if (length < order) {
      beginning.appendCodePoint(codePoint);
    } else {
      counts.get(number(context.toString())).computeIfAbsent(codePoint, none -> new int[1])[0]++;
      context.delete(0, Character.charCount(context.codePointAt(0)));
    }
    context.appendCodePoint(codePoint);
    length++;
  }

  private int number(String name) {
    return numbers.computeIfAbsent(
        name,
        unknown -> {
          counts.add(new TreeMap<>());
          return counts.size() - 1;
        });
  }

  private MarkovChain chain() {
    long total = length - order;
    var contexts = new Followers[counts.size()];
    double[] stationary = new double[contexts.length];
    for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
      String name = entry.getKey();
      String kept = name.substring(Character.charCount(name.codePointAt(0)));
      Map<Integer, int[]> counted = counts.get(entry.getValue());
      int[] units = counted.keySet().stream().mapToInt(unit -> unit).toArray();
      int[] weights = counted.values().stream().mapToInt(count -> count[0]).toArray();
      int[] targets = new int[units.length];
      for (int edge = 0; edge < units.length; edge++) {
        targets[edge] = number(kept + Character.toString(units[edge]));
      }
      contexts[entry.getValue()] = new Followers(units, weights, targets);
      stationary[entry.getValue()] = (double) contexts[entry.getValue()].total / total;
    }
    return new MarkovChain(contexts, stationary);
  }
}
