package charwise.engine.search;

/** The most probable continuations offered, the best first; of equals, the one offered first. */
public final class BestContinuations {
  private final int[] parents;
  private final int[] ids;
  private final double[] nats;
  private int size;

  /** Room for the {@code capacity} best. */
  public BestContinuations(int capacity) {
    parents = new int[capacity];
    ids = new int[capacity];
    nats = new double[capacity];
  }

  /** Whether an offer so surprising would be among the best. */
  boolean takes(double surprise) {
    return size < nats.length || surprise < nats[size - 1];
  }

  /** Offers the unit {@code id} after the beginning number {@code parent}. */
  public void offer(int parent, int id, double surprise) {
    if (!takes(surprise)) {
      return;
    }
    boolean full = size == nats.length;
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

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The beginning that one of them continues. */
  public int parent(int place) {
    return parents[place];
  }

  /** The unit that it continues it by. */
  public int id(int place) {
    return ids[place];
  }

  /** How surprising it is. */
  public double nats(int place) {
    return nats[place];
  }
}
