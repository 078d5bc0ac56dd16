package charwise.engine.data;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a training text into windows of T steps of N streams, in which every unit counts alike.
 *
 * <p>One continuous text: stream n starts at n/N of the text and runs on through all of it and over
 * its end back to its beginning; its state is carried from window to window, but now and then reset
 * so that the model also learns to begin. Lines: every epoch shuffles them, and the state is reset
 * before the line feed that precedes each. Lines may stand under conditions: each unit, from that
 * line feed on, is then read together with its line's.
 */
public final class Batches implements Windows {
  private final char[] ids;
  private final int length;
  private final int batchSize;
  private final int timeSteps;
  private final double resetProbability;
  private final long seed;
  private final int lineFeed;
  private final int[] lineStarts;

  /** What each line is labelled with. */
  private final @Nullable LabelledItems conditions;

  private char[] shuffled;

  /** The condition of each unit of the shuffled text. */
  private final char[] shuffledConditions;

  private long shuffledEpoch = -1;

  /**
   * Windows over a text.
   *
   * @param resetProbability of a stream's state being reset before a window; not used with lines
   * @throws IllegalArgumentException if there are fewer than two units, or no line feed with lines
   */
  public Batches(
      Corpus text, Items items, int batchSize, int timeSteps, double resetProbability, long seed) {
    this(text, items, null, batchSize, timeSteps, resetProbability, seed);
  }

  /**
   * Windows over lines that each stand under a condition, which is their label.
   *
   * @param lines see {@link LabelledItemsBuilder#lines}
   * @throws IllegalArgumentException if there are none
   */
  public Batches(LabelledItems lines, int batchSize, int timeSteps, long seed) {
    this(lines.text(), Items.LINE, lines, batchSize, timeSteps, 0, seed);
  }

  private Batches(
      Corpus text,
      Items items,
      @Nullable LabelledItems conditions,
      int batchSize,
      int timeSteps,
      double resetProbability,
      long seed) {
    if (text.length() < 2) {
      throw new IllegalArgumentException("a text of " + text.length() + " units has no next unit");
    }
    this.ids = text.ids();
    this.length = text.length();
    this.batchSize = batchSize;
    this.timeSteps = timeSteps;
    this.resetProbability = resetProbability;
    this.seed = seed;
    this.lineFeed = items == Items.LINE ? text.vocabulary().id('\n') : -1;
    if (items == Items.LINE && (lineFeed < 0 || ids[length - 1] != lineFeed)) {
      throw new IllegalArgumentException("a text of lines must end with a line feed");
    }
    this.lineStarts = lineFeed < 0 ? new int[0] : lineStarts();
    this.conditions = conditions;
    this.shuffled = ids;
    this.shuffledConditions = new char[conditions == null ? 0 : length];
  }

  /** The windows that see about every unit once. */
  public long windowsPerEpoch() {
    return Math.max(1, Math.ceilDiv(length, (long) batchSize * timeSteps));
  }

  @Override
  public double epoch(long window) {
    return (double) window * batchSize * timeSteps / length;
  }

  @Override
  public void fill(
      long window, int[] inputs, int[] targets, boolean[] resets, float[] lossWeights) {
    long windowOfEpoch = window;
    if (lineFeed >= 0) {
      shuffle(window / windowsPerEpoch());
      windowOfEpoch = window % windowsPerEpoch();
    }
    for (int n = 0; n < batchSize; n++) {
      int position = (int) ((start(n) + windowOfEpoch * timeSteps) % length);
      for (int t = 0; t < timeSteps; t++) {
        int row = t * batchSize + n;
        int next = position + 1 == length ? 0 : position + 1;
        inputs[row] = shuffled[position];
        targets[row] = shuffled[next];
        position = next;
        resets[row] = lineFeed >= 0 && inputs[row] == lineFeed;
        if (conditions != null) {
          inputs[targets.length + row] = shuffledConditions[next];
        }
      }
      resets[n] |= lineFeed < 0 && resetBefore(window, n);
    }
  }

  private boolean resetBefore(long window, int stream) {
    return window == 0
        || RandomStream.of(seed, window * batchSize + stream).nextDouble() < resetProbability;
  }

  /** Where a stream starts; with lines, at the line feed before a line. */
  private long start(int stream) {
    int start = (int) ((long) length * stream / batchSize);
    if (lineFeed >= 0) {
      start = (start + length - 1) % length;
      while (shuffled[start] != lineFeed) {
        start = (start + 1) % length;
      }
    }
    return start;
  }

  private int[] lineStarts() {
    int lines = 0;
    for (int i = 0; i < length; i++) {
      lines += ids[i] == lineFeed ? 1 : 0;
    }
    int[] starts = new int[lines];
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (i == 0 || ids[i - 1] == lineFeed) {
        starts[count++] = i;
      }
    }
    return starts;
  }

  /** Puts the lines in the epoch's order (Fisher and Yates). */
  private void shuffle(long epoch) {
    if (epoch == shuffledEpoch) {
      return;
    }
    int[] order = new int[lineStarts.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    RandomStream random = RandomStream.of(~seed, epoch);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    char[] text = new char[length];
    int to = 0;
    for (int line : order) {
      int start = to;
      int i = lineStarts[line];
      do {
        text[to++] = ids[i];
      } while (ids[i++] != lineFeed);
      if (conditions != null) {
        Arrays.fill(shuffledConditions, start, to, (char) conditions.target(line));
      }
    }
    shuffled = text;
    shuffledEpoch = epoch;
  }
}
