package charwise.engine.sampling;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a text in a beam search.
 *
 * @param parent the hypothesis that it continues; null for the empty one
 * @param id its last unit
 * @param length how many units it has
 * @param nats how surprising it is: minus the natural logarithm of its probability
 * @param search what stop strings it may be in
 * @param stop the length of the stop string that it ends with, or 0
 * @param stream the stream that is in its state, or in its parent's
 */
record Hypothesis(
    @Nullable Hypothesis parent,
    int id,
    int length,
    double nats,
    StopStrings.Search search,
    int stop,
    int stream) {

  static Hypothesis empty(StopStrings.Search search) {
    return new Hypothesis(null, -1, 0, 0, search, 0, 0);
  }

  /** The hypothesis of one more unit, still in this one's stream. */
  Hypothesis with(int nextId, double nextNats) {
    StopStrings.Search nextSearch = search.copy();
    int nextStop = nextSearch.read(nextId);
    return new Hypothesis(this, nextId, length + 1, nextNats, nextSearch, nextStop, stream);
  }

  Hypothesis inStream(int otherStream) {
    return new Hypothesis(parent, id, length, nats, search, stop, otherStream);
  }

  /** This hypothesis less the stop string that it ends with. */
  Hypothesis withoutStop() {
    Hypothesis shorter = this;
    for (int i = 0; i < stop; i++) {
      shorter = Objects.requireNonNull(shorter.parent);
    }
    return shorter;
  }

  /** All its units. */
  char[] ids() {
    char[] ids = new char[length];
    for (Hypothesis last = this; last.parent != null; last = last.parent) {
      ids[last.length - 1] = (char) last.id;
    }
    return ids;
  }
}
