package charwise.engine.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Corpus;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.recall.LetterItems;
import charwise.engine.task.Score;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.Speed;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonRunnerTest {
  private static final int STEPS = 40;

  private final LetterItems items = new LetterItems();

  @TempDir private Path folder;

  /** Counts steps and evaluations, and stops after so many. */
  private static final class Counter implements RunMonitor {
    final long stopAfter;
    long steps;
    final List<Double> evaluations = new ArrayList<>();

    Counter(long stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public void progress(Progress progress) {
      steps++;
    }

    @Override
    public void evaluated(Score score) {
      evaluations.add(score.loss().natsPerCharacter());
    }

    @Override
    public boolean stopped() {
      return steps >= stopAfter;
    }
  }

  private Corpus corpus(long seed, int count) {
    char[] ids =
        IntStream.range(0, count)
            .mapToObj(number -> items.item(seed, number, 3 + number % 4).text())
            .map(item -> new String(item.ids(), 0, item.length()))
            .reduce("", String::concat)
            .toCharArray();
    return Corpus.of(items.vocabulary(), ids, ids.length);
  }

  private TrainingText text() {
    return new TrainingText(corpus(1, 100), corpus(2, 12));
  }

  private Corpus test() {
    return corpus(3, 12);
  }

  private ComparisonTask recall(Double... rates) {
    return new RecallTask(items, text(), test(), List.of(2, 6), List.of(rates));
  }

  private ComparisonTask language(Double... rates) {
    return new TextTask(text(), test(), List.of(1, 10), List.of(rates));
  }

  private ComparedRun run(CellType cell, long seed, long steps) {
    return new ComparedRun(language(0.01).shape(Variant.of(cell, 1), 24), seed, steps);
  }

  private RunResult result(ComparisonTask task, ComparedRun run, int threads) throws IOException {
    return new ComparisonRunner(task, folder)
        .run(run, task.learningRates().getFirst(), threads, new Counter(Long.MAX_VALUE))
        .orElseThrow();
  }

  @Test
  void aGatedCellLearnsToAnswer() throws IOException {
    int steps = 150;
    RunResult result = result(recall(0.02), run(CellType.GRU, 4, steps), 1);
    assertThat(result.test().byLag()).allMatch(share -> share > 0.95);
    assertThat(result.curve()).hasSize(10);
    assertThat(result.curve().getLast().step()).isEqualTo(steps);
    assertThat(result.bestStep()).isBetween(1L, (long) steps);
    assertThat(result.validationNats())
        .isEqualTo(
            result.curve().stream()
                .mapToDouble(RunResult.Point::validationNats)
                .min()
                .orElseThrow());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunDependsOnItsSeedAndNotOnThreads() throws IOException {
    for (ComparisonTask task : List.of(recall(0.01), language(0.01))) {
      RunResult one = result(task, run(CellType.LSTM, 4, 10), 1);
      RunResult two = result(task, run(CellType.LSTM, 4, 10), 2);
      RunResult other = result(task, run(CellType.LSTM, 5, 10), 1);
      assertThat(two.validationNats()).isEqualTo(one.validationNats());
      assertThat(two.test()).isEqualTo(one.test());
      assertThat(other.validationNats()).isNotEqualTo(one.validationNats());
    }
  }

  @Test
  void whatMeasuresIsNotWhatChooses() throws IOException {
    TextTask task = new TextTask(text(), test(), List.of(), List.of(0.01));
    TextTask other = new TextTask(text(), text().validation(), List.of(), List.of(0.01));
    RunResult result = result(task, run(CellType.GRU, 4, STEPS), 1);
    assertThat(result.test().nats()).isNotEqualTo(result.validationNats());
    assertThat(result.test().metric().value()).isEqualTo(result.test().nats());
    RunResult same = result(other, run(CellType.GRU, 4, STEPS), 1);
    assertThat(same.test().nats()).isEqualTo(same.validationNats());
    assertThat(task.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  @Test
  void theRateWhoseShortRunIsBestIsTaken() throws IOException {
    ComparisonTask task = language(1e-6, 0.01, 1e-5);
    ComparisonRunner runner = new ComparisonRunner(task, folder);
    Counter counter = new Counter(Long.MAX_VALUE);
    ComparedRun run = run(CellType.RNN, 3, STEPS);
    assertThat(runner.learningRate(run, 1, counter)).contains(0.01);
    assertThat(counter.steps).isEqualTo(runner.searchSteps(run)).isEqualTo(3L * STEPS * 15 / 100);
    assertThat(counter.evaluations).hasSize(3);
  }

  @Test
  void oneRateNeedsNoSearch() throws IOException {
    ComparisonRunner runner = new ComparisonRunner(language(0.3), folder);
    Counter counter = new Counter(Long.MAX_VALUE);
    assertThat(runner.learningRate(run(CellType.RNN, 3, STEPS), 1, counter)).contains(0.3);
    assertThat(counter.steps).isZero();
  }

  @Test
  void evaluationsFollowFromTheStepsThatTheyCost() {
    ComparisonTask task = language(0.01);
    int often = task.evaluations();
    TrainingPlan dear = task.plan(run(CellType.GRU, 1, 1000), 0.01, often).withEvaluationEvery(500);
    assertThat(ComparisonTask.evaluated(dear, 20).evaluationEvery()).isEqualTo(125);
    assertThat(ComparisonTask.evaluated(dear, 3).evaluationEvery()).isEqualTo(334);
  }

  @Test
  void theFirstRunOfAShapeTakesItsSearchAndItsMeasurementToo() {
    ComparisonTask task = language(0.01, 0.02);
    ComparisonRunner runner = new ComparisonRunner(task, folder);
    ComparedRun run = run(CellType.GRU, 1, 1000);
    long evaluations = runner.evaluations(run);
    assertThat(runner.seconds(run, new Speed(0.5, 2))).isEqualTo(500 + 2.0 * evaluations);
    assertThat(runner.secondsInAll(run, new Speed(0.5, 0), 1, 1e9)).isEqualTo(500 * 1.3);
    double measured = runner.secondsInAll(run, new Speed(0, 1), 1, 1e9) - evaluations - 2;
    assertThat(measured).isEqualTo(task.measuringCost(1000), within(1e-9));
    long horizon = GradientHorizon.cost(test(), 1000);
    assertThat(horizon).isEqualTo(4L * 170 * GradientHorizon.limit(test()));
    assertThat(measured * text().validation().length())
        .isEqualTo(horizon + test().length() * 2.0 + 11 * 2048, within(1e-6));
    assertThat(runner.secondsInAll(run, new Speed(0, 1), 3, 1e9) - evaluations - 2)
        .isEqualTo(3 * measured, within(1e-9));
    int fewer = (int) (0.75 * 20 * 32 * 32 / 11);
    assertThat(task.measuringCost(20) * text().validation().length())
        .isEqualTo(
            4L * 16 * GradientHorizon.limit(test()) + test().length() * 2.0 + 11 * fewer,
            within(1e-6));
    assertThat(runner.secondsInAll(run, new Speed(0.5, 1), 1, 3)).isEqualTo(500 * 1.3 + 3);
  }

  @Test
  void aRunThatIsStoppedLeavesNothingBehind() throws IOException {
    ComparisonRunner runner = new ComparisonRunner(language(0.01, 0.02), folder);
    Counter counter = new Counter(2);
    assertThat(runner.run(run(CellType.LSTM, 1, STEPS), 0.01, 1, counter)).isEmpty();
    assertThat(counter.steps).isEqualTo(2);
    assertThat(runner.learningRate(run(CellType.LSTM, 1, STEPS), 1, new Counter(1))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunThatDivergesSaysWhichAndWhere() {
    ComparisonTask task = language(1e30);
    ComparisonRunner runner = new ComparisonRunner(task, folder);
    ComparedRun run = run(CellType.RNN, 3, STEPS);
    assertThatThrownBy(() -> runner.run(run, 1e30, 1, new Counter(Long.MAX_VALUE)))
        .isInstanceOfSatisfying(DivergedException.class, e -> assertThat(e.run()).isEqualTo(run))
        .hasMessageContaining("diverged at step");
    assertThat(folder).isEmptyDirectory();
  }
}
