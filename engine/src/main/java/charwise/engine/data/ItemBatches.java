package charwise.engine.data;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Cuts items into batches of similar length. In every epoch each item is in exactly one batch.
 * Items are sorted by length, coarsely: lengths that agree in their first four binary digits count
 * as one and are shuffled anew every epoch, as is the order of the batches. So the shapes of the
 * batches are the same in every epoch, what is in them is not, and a batch is a function of its
 * number and the seed alone.
 *
 * <p>Items that are longer than a maximum are cut there. A batch has fewer items where they are
 * long, so that items times the longest of them stays within a limit.
 */
public final class ItemBatches {
  private static final int LENGTH_DIGITS = 4;
  private static final int[] NO_ANSWERS = {};

  /** The bits into which the length of an input or an answer fits. */
  private static final int PAIR_BITS = 16;

  /** The length of each item, as cut. */
  private final int[] lengths;

  /** The length of each item's answer; none where items have none. */
  private final int[] answers;

  private final int maximumLength;
  private final long seed;
  private final int cut;

  /** Items by coarse length; where a class of equal coarse length starts; last, the end. */
  private final int[] byLength;

  private final int[] classStarts;

  /** Where the batches start in that order; last, the end. */
  private final int[] batchStarts;

  private final int[] order;
  private final int[] batchOrder;
  private long epochOfOrder = -1;
  private int first;
  private int count;
  private int steps;

  /**
   * Batches of items.
   *
   * @param items at least one
   * @param batchSize the most items of a batch
   * @param maximumLength where items are cut, at least 1
   * @param maximumUnits the most that a batch's items times its steps may be, at least {@code
   *     maximumLength}
   * @throws IllegalArgumentException if that does not hold
   */
  public ItemBatches(
      Sequences items, int batchSize, int maximumLength, int maximumUnits, long seed) {
    this(lengths(items), NO_ANSWERS, batchSize, maximumLength, maximumUnits, 0, seed);
  }

  /**
   * Batches of pairs whose items and whose answers are of similar length.
   *
   * @param lengths of the items, below 65,536; at least one
   * @param answers the lengths of their answers, below 65,536
   * @param batchSize the most pairs of a batch
   * @param maximumUnits the most that a batch's pairs times its longest item may be
   * @param maximumAnswerUnits the most that they times the longest answer may be
   * @throws IllegalArgumentException if that does not hold
   */
  public static ItemBatches ofPairs(
      int[] lengths,
      int[] answers,
      int batchSize,
      int maximumUnits,
      int maximumAnswerUnits,
      long seed) {
    int longest = Math.max(1, longest(lengths));
    int longestAnswer = longest(answers);
    if (answers.length != lengths.length
        || longest >> PAIR_BITS > 0
        || longestAnswer >> PAIR_BITS > 0
        || maximumAnswerUnits < longestAnswer) {
      throw new IllegalArgumentException(
          "no batches of pairs of up to " + longest + " and " + longestAnswer + " units");
    }
    return new ItemBatches(
        lengths, answers, batchSize, longest, maximumUnits, maximumAnswerUnits, seed);
  }

  private ItemBatches(
      int[] uncut,
      int[] answers,
      int batchSize,
      int maximumLength,
      int maximumUnits,
      int maximumAnswerUnits,
      long seed) {
    int size = uncut.length;
    if (size == 0 || batchSize < 1 || maximumLength < 1) {
      throw new IllegalArgumentException("no batches without items");
    }
    if (maximumUnits < maximumLength) {
      throw new IllegalArgumentException(
          "an item of " + maximumLength + " units does not fit into " + maximumUnits);
    }
    this.lengths = new int[size];
    this.answers = answers;
    this.maximumLength = maximumLength;
    this.seed = seed;
    long[] keys = new long[size];
    int longer = 0;
    for (int i = 0; i < size; i++) {
      lengths[i] = Math.min(uncut[i], maximumLength);
      longer += uncut[i] > maximumLength ? 1 : 0;
      keys[i] = (classOf(i) << (Integer.SIZE - 1)) | i;
    }
    this.cut = longer;
    Arrays.sort(keys);
    this.byLength = new int[size];
    int[] starts = new int[size + 1];
    int classes = 0;
    for (int i = 0; i < size; i++) {
      byLength[i] = (int) keys[i] & Integer.MAX_VALUE;
      if (i == 0 || keys[i] >> (Integer.SIZE - 1) != keys[i - 1] >> (Integer.SIZE - 1)) {
        starts[classes++] = i;
      }
    }
    starts[classes] = size;
    this.classStarts = Arrays.copyOf(starts, classes + 1);
    this.batchStarts = batchStarts(batchSize, maximumUnits, maximumAnswerUnits);
    this.order = new int[size];
    this.batchOrder = new int[batchStarts.length - 1];
  }

  private static int[] lengths(Sequences items) {
    int[] all = new int[items.size()];
    Arrays.setAll(all, items::length);
    return all;
  }

  private static int longest(int[] all) {
    return Arrays.stream(all).max().orElse(0);
  }

  /**
   * A number for all items that are shuffled with one another. Classes are in the order of their
   * items' length; those of one length in that of their answers' length, or where it is the other
   * way round for the next length, so that neighbours are always alike.
   */
  private long classOf(int item) {
    int length = coarse(lengths[item]);
    if (answers.length == 0) {
      return length;
    }
    int answer = coarseDigits(answers[item]);
    boolean ascending = (length >> spareDigits(length) & 1) == 0;
    return (long) length << PAIR_BITS | (ascending ? answer : (1 << PAIR_BITS) - 1 - answer);
  }

  private int coarse(int length) {
    return Math.min(coarseDigits(length), maximumLength);
  }

  /** The least length with at most four binary digits, the rest zero, that is not below it. */
  private static int coarseDigits(int length) {
    int spare = spareDigits(length);
    return Math.ceilDiv(length, 1 << spare) << spare;
  }

  private static int spareDigits(int length) {
    return Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(length) - LENGTH_DIGITS);
  }

  /** As many batches as it takes, of about equal size where the limit of units allows. */
  private int[] batchStarts(int batchSize, int maximumUnits, int maximumAnswerUnits) {
    int size = byLength.length;
    int usual = Math.ceilDiv(size, Math.ceilDiv(size, batchSize));
    int[] starts = new int[size + 1];
    int batches = 0;
    int from = 0;
    while (from < size) {
      starts[batches++] = from;
      int longest = 1;
      int longestAnswer = 1;
      int to = from;
      while (to < size && to - from < usual) {
        int item = byLength[to];
        longest = Math.max(longest, coarse(lengths[item]));
        longestAnswer =
            Math.max(longestAnswer, answers.length == 0 ? 0 : coarseDigits(answers[item]));
        long items = to - from + 1L;
        boolean fits =
            items * longest <= maximumUnits
                && (answers.length == 0 || items * longestAnswer <= maximumAnswerUnits);
        if (!fits && items > 1) {
          break;
        }
        to++;
      }
      from = to;
    }
    starts[batches] = size;
    return Arrays.copyOf(starts, batches + 1);
  }

  /** How many batches an epoch has: the same for all. */
  public int batchesPerEpoch() {
    return batchOrder.length;
  }

  /** The place of a batch in epochs: how often the items have been read before it. */
  public double epoch(long number) {
    return (double) number / batchesPerEpoch();
  }

  /** How many items are longer than the maximum. */
  public int cut() {
    return cut;
  }

  /**
   * Turns to a batch.
   *
   * @param number its number, from 0 and through all epochs
   */
  public void load(long number) {
    long epoch = number / batchesPerEpoch();
    if (epoch != epochOfOrder) {
      shuffle(epoch);
      epochOfOrder = epoch;
    }
    int batch = batchOrder[(int) (number % batchesPerEpoch())];
    first = batchStarts[batch];
    count = batchStarts[batch + 1] - first;
    steps = 1;
    for (int n = 0; n < count; n++) {
      steps = Math.max(steps, lengths[order[first + n]]);
    }
  }

  private void shuffle(long epoch) {
    RandomStream random = RandomStream.of(seed, epoch);
    System.arraycopy(byLength, 0, order, 0, order.length);
    for (int c = 0; c + 1 < classStarts.length; c++) {
      shuffle(order, classStarts[c], classStarts[c + 1], random);
    }
    for (int batch = 0; batch < batchOrder.length; batch++) {
      batchOrder[batch] = batch;
    }
    shuffle(batchOrder, 0, batchOrder.length, random);
  }

  /** Fisher and Yates. */
  private static void shuffle(int[] values, int from, int to, RandomStream random) {
    for (int i = to - 1; i > from; i--) {
      int j = from + random.nextInt(i - from + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  /** How many items the batch has. */
  public int count() {
    return count;
  }

  /** The length of the batch's longest item, as cut; at least 1. */
  public int steps() {
    return steps;
  }

  /** The number of the batch's item n. */
  public int item(int n) {
    return order[first + Objects.checkIndex(n, count)];
  }

  /** An item's length, as cut. */
  public int length(int item) {
    return lengths[item];
  }
}
