package charwise.engine.sampling;

/** The most probable continuations offered, the best first; of equals, the one offered first. */
final class BestContinuations {
  private final int[] parents;
  private final int[] ids;
  private final double[] nats;
  private int size;

  BestContinuations(int capacity) {
    parents = new int[capacity];
    ids = new int[capacity];
    nats = new double[capacity];
  }

  void offer(int parent, int id, double surprise) {
    boolean full = size == nats.length;
    if (full && surprise >= nats[size - 1]) {
      return;
    }
    int place = full ? size - 1 : size++;
    while (place > 0 && surprise < nats[place - 1]) {
      parents[place] = parents[place - 1];
      ids[place] = ids[place - 1];
      nats[place] = nats[place - 1];
      place--;
    }
    parents[place] = parent;
    ids[place] = id;
    nats[place] = surprise;
  }

  int size() {
    return size;
  }

  int parent(int place) {
    return parents[place];
  }

  int id(int place) {
    return ids[place];
  }

  double nats(int place) {
    return nats[place];
  }
}
