package charwise.engine.task.tagger;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many chunks were found: precision, recall and F1 as conlleval.pl gives them, as shares. A
 * chunk is right if its first token, its last and its type are.
 */
public final class SpanScore {
  private final Map<String, Counts> byType = new TreeMap<>();

  /** Nothing counted yet. */
  public SpanScore() {}

  /**
   * Counts of chunks.
   *
   * @param right those guessed that are there
   * @param guessed those that the tagger named
   * @param there those of the answer
   */
  public record Counts(long right, long guessed, long there) {
    /** No chunks. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** These and others. */
    public Counts plus(Counts other) {
      return new Counts(right + other.right, guessed + other.guessed, there + other.there);
    }

    /** The share of those guessed that are right; 0 if none was. */
    public double precision() {
      return guessed == 0 ? 0 : (double) right / guessed;
    }

    /** The share of those there that were found; 0 if there are none. */
    public double recall() {
      return there == 0 ? 0 : (double) right / there;
    }

    /** The harmonic mean of precision and recall; 0 if nothing is right. */
    public double f1() {
      return right == 0 ? 0 : 2.0 * right / (guessed + there);
    }
  }

  /**
   * Counts a sentence.
   *
   * @param answer the chunks that are there
   * @param guess those that the tagger named
   */
  public void add(List<Span> answer, List<Span> guess) {
    Set<Span> there = new HashSet<>(answer);
    for (Span span : answer) {
      count(span.type(), new Counts(0, 0, 1));
    }
    for (Span span : guess) {
      count(span.type(), new Counts(there.contains(span) ? 1 : 0, 1, 0));
    }
  }

  private void count(String type, Counts counts) {
    byType.merge(type, counts, Counts::plus);
  }

  /** Those of every type met, in the order of their names. */
  public Map<String, Counts> byType() {
    return new TreeMap<>(byType);
  }

  /** Those of all types together. */
  public Counts overall() {
    return byType.values().stream().reduce(Counts.NONE, Counts::plus);
  }
}
