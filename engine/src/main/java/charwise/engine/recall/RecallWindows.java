package charwise.engine.recall;

import charwise.engine.data.Windows;
import charwise.engine.kernel.RandomStream;
import java.util.Arrays;

/**
 * Windows of fresh items, none seen twice. Each stream of each window begins with a new item at the
 * zero state, so no gradient is ever cut on its way from a question to its key; shorter items
 * follow until the window is full, and the last is cut where it ends.
 *
 * <p>The longest lag grows in stages, as in a curriculum (Bengio et al. 2009; for recurrent
 * networks Zaremba and Sutskever 2014): {@link #stageLag}. Half of the streams begin with the
 * stage's longest lag; all other lags are spread evenly over their orders of magnitude.
 *
 * <p>The first unit of each answer counts so much that all answers of a window together weigh as
 * much as all the rest of it.
 */
public final class RecallWindows implements Windows {
  private static final double STAGE_FACTOR = Math.sqrt(10);
  private static final int FIRST_LAG = 10;
  private static final double SHARE_OF_LONGEST = 0.5;

  private final RecallItems items;
  private final int longestLag;
  private final int batchSize;
  private final int timeSteps;
  private final long windows;
  private final int stages;
  private final long seed;
  private final int lineFeed;

  /**
   * Windows of a run.
   *
   * @param longestLag of the last stage
   * @param windows of the run, shared evenly among the stages
   */
  public RecallWindows(RecallItems items, int longestLag, int batchSize, long windows, long seed) {
    this.items = items;
    this.longestLag = longestLag;
    this.batchSize = batchSize;
    this.timeSteps = timeSteps(items, longestLag);
    this.windows = windows;
    this.seed = seed;
    lineFeed = items.vocabulary().id('\n');
    stages = stages(longestLag);
  }

  /** The steps of a window: enough for any item of the longest lag. */
  public static int timeSteps(RecallItems items, int longestLag) {
    return items.longestItem(longestLag);
  }

  private static int stages(int longestLag) {
    int stages = 1;
    for (double lag = longestLag; lag > FIRST_LAG * 1.5; lag /= STAGE_FACTOR) {
      stages++;
    }
    return stages;
  }

  /** The longest lag in a window: 10, 32, 100, 316 and 1000 where 1000 is the longest of all. */
  public int stageLag(long window) {
    int stage = (int) Math.min(stages - 1, window * stages / windows);
    double lag = longestLag;
    for (int s = stages - 1; s > stage; s--) {
      lag /= STAGE_FACTOR;
    }
    return Math.max(items.shortestLag(), (int) Math.round(lag));
  }

  /** Items are never repeated. */
  @Override
  public double epoch(long window) {
    return 0;
  }

  @Override
  public void fill(
      long window, int[] inputs, int[] targets, boolean[] resets, float[] lossWeights) {
    Arrays.fill(resets, false);
    Arrays.fill(lossWeights, 0f);
    int longest = stageLag(window);
    int answers = 0;
    for (int n = 0; n < batchSize; n++) {
      RandomStream random = RandomStream.of(seed, window * batchSize + n);
      int lag = random.nextDouble() < SHARE_OF_LONGEST ? longest : lag(random, longest);
      long number = (window * batchSize + n) * timeSteps;
      for (int t = 0; t < timeSteps; number++) {
        RecallItems.Item item = items.item(seed, number, lag);
        answers += place(item, t, n, inputs, targets, resets, lossWeights);
        t += item.text().length();
        int room = timeSteps - t - items.longestItem(0);
        lag = lag(random, Math.clamp(room, items.shortestLag(), longest));
      }
    }
    weigh(answers, lossWeights);
  }

  private int lag(RandomStream random, int longest) {
    int shortest = items.shortestLag();
    double ratio = (double) longest / shortest;
    return (int) Math.round(shortest * StrictMath.pow(ratio, random.nextDouble()));
  }

  /** Writes an item; every unit's input is the one before it, the first's a line feed. */
  private int place(
      RecallItems.Item item,
      int from,
      int n,
      int[] inputs,
      int[] targets,
      boolean[] resets,
      float[] lossWeights) {
    int length = Math.min(item.text().length(), timeSteps - from);
    for (int i = 0; i < length; i++) {
      int row = (from + i) * batchSize + n;
      inputs[row] = i == 0 ? lineFeed : item.text().ids()[i - 1];
      targets[row] = item.text().ids()[i];
    }
    resets[from * batchSize + n] = true;
    if (item.answer() >= length) {
      return 0;
    }
    lossWeights[(from + item.answer()) * batchSize + n] = 1;
    return 1;
  }

  /** Half for the marked answers, half for all others; 1 on average. */
  private static void weigh(int answers, float[] lossWeights) {
    int rows = lossWeights.length;
    float answer = answers == 0 ? 0f : 0.5f * rows / answers;
    float other = answers == 0 ? 1f : 0.5f * rows / (rows - answers);
    for (int row = 0; row < rows; row++) {
      lossWeights[row] = lossWeights[row] > 0 ? answer : other;
    }
  }
}
