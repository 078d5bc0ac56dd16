package charwise.engine.benchmark;

import charwise.engine.data.Corpus;
import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a text costs that is read a unit at a time, as it is when it is written; draws are not
 * counted.
 *
 * @param length n, the units read
 * @param secondsPerUnit of the n-th: the median of the last few
 * @param secondsInAll of all n
 */
public record LengthCost(int length, double secondsPerUnit, double secondsInAll) {
  private static final int LAST = 32;
  private static final int WARM_UP_LENGTH = 256;
  private static final double WARM_UP_ROUND = 0.2;

  /**
   * Measures a shape with fresh weights on one thread, after a warm-up on a short text.
   *
   * @param lengths ascending, at least one
   */
  public static List<LengthCost> measure(LanguageModelConfig config, List<Integer> lengths) {
    LanguageModel model = new LanguageModel(config);
    model.initialize(1);
    int longest = lengths.getLast();
    Corpus text = SyntheticText.of(SyntheticText.vocabulary(config.vocabularySize()), longest);
    Inference inference = new Inference(model, 1);
    double[] seconds = new double[longest];
    int few = Math.min(longest, WARM_UP_LENGTH);
    Timing.of(() -> read(inference, text, few, seconds), WARM_UP_ROUND);
    read(inference, text, longest, seconds);
    List<LengthCost> costs = new ArrayList<>();
    for (int length : lengths) {
      double[] last = Arrays.copyOfRange(seconds, Math.max(0, length - LAST), length);
      Arrays.sort(last);
      costs.add(
          new LengthCost(
              length,
              (last[(last.length - 1) / 2] + last[last.length / 2]) / 2,
              Arrays.stream(seconds, 0, length).sum()));
    }
    return costs;
  }

  private static void read(Inference inference, Corpus text, int length, double[] seconds) {
    inference.reset();
    int[] unit = new int[1];
    for (int i = 0; i < length; i++) {
      unit[0] = text.ids()[i];
      long start = System.nanoTime();
      inference.advance(unit);
      seconds[i] = (System.nanoTime() - start) * 1e-9;
    }
  }
}
