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
public final class ChunkScore {
  private final Map<String, Retrieval> byType = new TreeMap<>();

  /** Nothing counted yet. */
  public ChunkScore() {}

  /**
   * Counts a sentence.
   *
   * @param answer the chunks that are there
   * @param guess those that the tagger named
   */
  public void add(List<Chunk> answer, List<Chunk> guess) {
    Set<Chunk> there = new HashSet<>(answer);
    for (Chunk chunk : answer) {
      count(chunk.type(), new Retrieval(0, 0, 1));
    }
    for (Chunk chunk : guess) {
      count(chunk.type(), new Retrieval(there.contains(chunk) ? 1 : 0, 1, 0));
    }
  }

  private void count(String type, Retrieval counts) {
    byType.merge(type, counts, Retrieval::plus);
  }

  /** Those of every type met, in the order of their names. */
  public Map<String, Retrieval> byType() {
    return new TreeMap<>(byType);
  }

  /** Those of all types together. */
  public Retrieval overall() {
    return byType.values().stream().reduce(Retrieval.NONE, Retrieval::plus);
  }
}
