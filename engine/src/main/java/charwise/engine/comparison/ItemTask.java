package charwise.engine.comparison;

import charwise.engine.kernel.Team;
import charwise.engine.task.ModelConfig;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Score;
import charwise.engine.task.Task;
import charwise.engine.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Variants compared at a task of items, by the task's own metric. The measure at a lag is the
 * metric on the texts of just that length.
 *
 * @param lengths of the measure
 */
public record ItemTask(ItemSet items, List<Integer> lengths, List<Double> learningRates)
    implements ComparisonTask {
  private static final int USUAL_STEPS = 2000;

  /** Lengths to measure at where none are asked for, at the most. */
  private static final int USUAL_LENGTHS = 8;

  /** Fewer items of a length would measure little. */
  private static final int LEAST_ITEMS = 20;

  /** Keeps copies of the lists. */
  public ItemTask {
    lengths = List.copyOf(lengths);
    learningRates = List.copyOf(learningRates);
  }

  /** Lengths that say most: evenly spread over those of which enough items test. */
  public static List<Integer> usualLengths(ItemSet items) {
    int[] lengths = items.testLengths();
    int longest = IntStream.of(lengths).max().orElse(0);
    int[] counts = new int[longest + 1];
    for (int length : lengths) {
      counts[length]++;
    }
    List<Integer> enough =
        IntStream.rangeClosed(1, longest)
            .filter(length -> counts[length] >= LEAST_ITEMS)
            .boxed()
            .toList();
    int chosen = Math.min(USUAL_LENGTHS, enough.size());
    return IntStream.range(0, chosen)
        .mapToObj(i -> enough.get(chosen == 1 ? 0 : i * (enough.size() - 1) / (chosen - 1)))
        .toList();
  }

  @Override
  public ModelConfig config(Variant variant, int hiddenSize) {
    return items.config(variant, hiddenSize);
  }

  @Override
  public String measureName() {
    return "length";
  }

  @Override
  public List<Integer> lags() {
    return lengths;
  }

  @Override
  public double searchShare() {
    return 0.3;
  }

  @Override
  public int evaluations() {
    return 20;
  }

  /**
   * The test part is as large as the validation part, and read once more where lengths are
   * measured.
   */
  @Override
  public double measuringCost(long steps) {
    return lengths.isEmpty() ? 1 : 2;
  }

  @Override
  public TrainingPlan plan(ComparedRun run, double learningRate, int evaluations) {
    return ComparisonTask.evaluated(items.plan(run, learningRate), evaluations);
  }

  @Override
  public Task start(TrainingPlan plan) {
    return items.learning(plan);
  }

  @Override
  public Measurement measure(TrainingPlan plan, SavedTask trained) {
    int[] textLengths = items.testLengths();
    int[] all = IntStream.range(0, textLengths.length).toArray();
    Score whole = score(plan, trained, all);
    List<Double> byLength = new ArrayList<>();
    for (int length : lengths) {
      int[] some = IntStream.of(all).filter(item -> textLengths[item] == length).toArray();
      byLength.add(some.length == 0 ? Double.NaN : score(plan, trained, some).selection().value());
    }
    return new Measurement(whole.selection(), whole.loss().natsPerCharacter(), 0, byLength);
  }

  private Score score(TrainingPlan plan, SavedTask trained, int[] some) {
    try (Team team = new Team(1)) {
      return items.exam(plan, trained, some, team).run();
    }
  }

  @Override
  public double validationLoss(SavedTask trained, double validationNats) {
    return validationNats;
  }

  @Override
  public long usualSteps() {
    return USUAL_STEPS;
  }

  @Override
  public long fingerprint() {
    return items.fingerprint();
  }
}
