package charwise.engine.data;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Which items train and which validate. Inputs are put in the order of a hash of their units; of
 * each label's items the first are kept for validation until its share is reached. So
 *
 * <ul>
 *   <li>equal inputs stay together, whatever their labels;
 *   <li>every label keeps its share, to within the one item that rounding costs, unless equal
 *       inputs are too many to fit;
 *   <li>every label keeps an item to train on;
 *   <li>nothing depends on the order of the items: neither the parts nor their own order, which is
 *       that of the hash.
 * </ul>
 */
public final class HashSplit {
  private static final long HASH_BITS = 0xFFFFFFFF00000000L;

  private final Sequences inputs;
  private final Vocabulary vocabulary;
  private final int[] targets;
  private final int[] order;
  private final int[] train;
  private final int[] validation;

  /** Splits inputs that bear no label. */
  public HashSplit(Sequences inputs, Vocabulary vocabulary, double share) {
    this(inputs, vocabulary, new int[inputs.size()], 1, share);
  }

  /**
   * Splits items.
   *
   * @param inputs their texts, over the vocabulary
   * @param targets the label of each, from 0
   * @param labels how many labels there are
   * @param share of the items that validates, at least 0 and below 1
   * @throws IllegalArgumentException if the share is out of that range
   */
  HashSplit(Sequences inputs, Vocabulary vocabulary, int[] targets, int labels, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("not a share: " + share);
    }
    this.inputs = inputs;
    this.vocabulary = vocabulary;
    this.targets = targets;
    this.order = sorted();
    boolean[] validates = choose(labels, share);
    int count = 0;
    for (boolean chosen : validates) {
      count += chosen ? 1 : 0;
    }
    this.validation = new int[count];
    this.train = new int[order.length - count];
    int taken = 0;
    for (int i = 0; i < order.length; i++) {
      if (validates[i]) {
        validation[taken++] = order[i];
      } else {
        train[i - taken] = order[i];
      }
    }
  }

  /** The numbers of the items to train on; not a copy. */
  public int[] train() {
    return train;
  }

  /** The numbers of the items to validate on; not a copy. */
  public int[] validation() {
    return validation;
  }

  /** All items by hash and, where that is equal, by units and label. */
  private int[] sorted() {
    int size = inputs.size();
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (hash(i) & HASH_BITS) | i;
    }
    Arrays.sort(keys);
    int[] items = new int[size];
    for (int i = 0; i < size; i++) {
      items[i] = (int) keys[i];
    }
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && (keys[to] & HASH_BITS) == (keys[from] & HASH_BITS)) {
        to++;
      }
      if (to - from > 1) {
        sortByContent(items, from, to);
      }
      from = to;
    }
    return items;
  }

  private long hash(int item) {
    long hash = 0xCBF29CE484222325L;
    char[] ids = inputs.ids();
    int end = inputs.end(item);
    for (int i = inputs.start(item); i < end; i++) {
      hash = (hash ^ vocabulary.unit(ids[i])) * 0x100000001B3L;
    }
    return new RandomStream(hash).nextLong();
  }

  private void sortByContent(int[] items, int from, int to) {
    Integer[] run = new Integer[to - from];
    for (int i = 0; i < run.length; i++) {
      run[i] = items[from + i];
    }
    Comparator<Integer> byUnits = this::compareUnits;
    Arrays.sort(run, byUnits.thenComparingInt(i -> targets[i]));
    for (int i = 0; i < run.length; i++) {
      items[from + i] = run[i];
    }
  }

  private int compareUnits(int a, int b) {
    int length = Math.min(inputs.length(a), inputs.length(b));
    for (int i = 0; i < length; i++) {
      int unitOfA = vocabulary.unit(inputs.ids()[inputs.start(a) + i]);
      int unitOfB = vocabulary.unit(inputs.ids()[inputs.start(b) + i]);
      if (unitOfA != unitOfB) {
        return Integer.compare(unitOfA, unitOfB);
      }
    }
    return Integer.compare(inputs.length(a), inputs.length(b));
  }

  /** Whether each item of the order validates. */
  private boolean[] choose(int labels, double share) {
    int[] left = new int[labels]; // to train on, of each label
    for (int target : targets) {
      left[target]++;
    }
    int[] starts = groups();
    int[] rarest = new int[starts.length - 1];
    long[] items = new long[labels];
    for (int group = 0; group < rarest.length; group++) {
      rarest[group] = rarestLabel(starts[group], starts[group + 1], left);
      items[rarest[group]] += starts[group + 1] - starts[group];
    }
    long[] wanted = new long[labels]; // to validate on, of those whose rarest label this is
    long seen = 0;
    long before = 0;
    for (int label = 0; label < labels; label++) {
      seen += items[label];
      wanted[label] = Math.round(seen * share) - before;
      before += wanted[label];
    }
    boolean[] validates = new boolean[order.length];
    for (int group = 0; group < rarest.length; group++) {
      int size = starts[group + 1] - starts[group];
      if (size <= wanted[rarest[group]]
          && takeFromTraining(starts[group], starts[group + 1], left)) {
        Arrays.fill(validates, starts[group], starts[group + 1], true);
        wanted[rarest[group]] -= size;
      }
    }
    return validates;
  }

  /** Where in the order each run of equal inputs starts and, last, where the last one ends. */
  private int[] groups() {
    int[] starts = new int[order.length + 1];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || compareUnits(order[i - 1], order[i]) != 0) {
        starts[count++] = i;
      }
    }
    starts[count] = order.length;
    return Arrays.copyOf(starts, count + 1);
  }

  private int rarestLabel(int from, int to, int[] counts) {
    int rarest = targets[order[from]];
    for (int i = from + 1; i < to; i++) {
      int target = targets[order[i]];
      rarest = counts[target] < counts[rarest] ? target : rarest;
    }
    return rarest;
  }

  /** Takes some of the order away unless one of their labels would have no item left. */
  private boolean takeFromTraining(int from, int to, int[] left) {
    boolean enough = true;
    for (int i = from; i < to; i++) {
      enough &= --left[targets[order[i]]] > 0;
    }
    for (int i = from; i < to && !enough; i++) {
      left[targets[order[i]]]++;
    }
    return enough;
  }
}
