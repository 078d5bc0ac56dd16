package charwise.engine.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.network.Directions;
import charwise.engine.registry.TaskType;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Score;
import charwise.engine.task.language.NetworkKind;
import charwise.engine.task.tagger.PairItems;
import charwise.engine.training.RunFiles;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemTaskTest {
  private static final int ITEMS = 200;

  @TempDir private Path folder;

  private static String letters(int number) {
    RandomStream random = RandomStream.of(7, number);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2 + number % 4; i++) {
      text.append((char) ('a' + random.nextInt(4)));
    }
    return text.toString();
  }

  private static ItemSet answered() throws IOException {
    PairsBuilder builder = Pairs.builder(Units.CODEPOINT, TargetUnits.CODEPOINT);
    for (int i = 0; i < ITEMS; i++) {
      builder.add(letters(i), List.of(), letters(i), "here");
    }
    return AnsweredTexts.of(builder.build());
  }

  private static ItemSet classified() throws IOException {
    var builder = LabelledItems.builder(Units.CODEPOINT);
    for (int i = 0; i < ITEMS; i++) {
      builder.add(letters(i), letters(i).startsWith("a") ? "yes" : "no", "here");
    }
    return ClassifiedItems.of(builder.build());
  }

  private static ItemSet tagged() throws IOException {
    PairItems items = new PairItems();
    for (int i = 0; i < ITEMS; i++) {
      items.add(letters(i), new StringBuilder(letters(i)).reverse().toString(), "here");
    }
    return TaggedLines.of(items.build(ItemSet.HELD_OUT));
  }

  private static List<ItemSet> all() throws IOException {
    return List.of(answered(), classified(), tagged());
  }

  private static Variant variant(ItemSet items, CellType cell, int layers) {
    return new Variant(
        NetworkKind.of(cell),
        Directions.BOTH,
        items instanceof AnsweredTexts ? AttentionType.BAHDANAU : AttentionType.NONE,
        layers,
        true,
        false);
  }

  private static RunMonitor silent() {
    return new RunMonitor() {
      @Override
      public void progress(Progress progress) {}

      @Override
      public void evaluated(Score score) {}

      @Override
      public boolean stopped() {
        return false;
      }
    };
  }

  private RunResult run(ItemTask task, Variant variant, int threads) throws IOException {
    ComparedRun run = new ComparedRun(task.shape(variant, 12), 5, 20);
    return new ComparisonRunner(task, folder).run(run, 0.01, threads, silent()).orElseThrow();
  }

  @Test
  void aTenthValidatesAndAnotherTestsAndNoTextStandsInTwoParts() throws IOException {
    AnsweredTexts items = (AnsweredTexts) answered();
    assertThat(items.validationSize()).isBetween(15, 25);
    assertThat(items.testSize()).isBetween(15, 25);
    Set<String> seen = new HashSet<>();
    for (Pairs part : List.of(items.data().train(), items.data().validation(), items.test())) {
      Set<String> own = new HashSet<>();
      IntStream.range(0, part.size()).forEach(pair -> own.add(part.input(pair)));
      assertThat(own).noneMatch(seen::contains);
      seen.addAll(own);
    }
  }

  /** Sizes are matched by shapes, and a run is one of the recipe's. */
  @Test
  void theShapeIsThatOfThePlan() throws IOException {
    for (ItemSet items : all()) {
      ItemTask task = new ItemTask(items, List.of(), List.of(0.01));
      for (CellType cell : List.of(CellType.RNN, CellType.SRU)) {
        for (int layers : List.of(1, 2)) {
          Variant variant = variant(items, cell, layers);
          ComparedRun run = new ComparedRun(task.shape(variant, 9), 1, 4);
          assertThat(task.plan(run, 0.01, 2).task().model()).isEqualTo(task.config(variant, 9));
        }
      }
    }
  }

  @Test
  void aRunIsMeasuredByTheMetricAndByLengthWhateverTheThreads() throws IOException {
    for (ItemSet items : all()) {
      ItemTask task = new ItemTask(items, List.of(3, 99), List.of(0.01));
      RunResult one = run(task, variant(items, CellType.GRU, 1), 1);
      RunResult two = run(task, variant(items, CellType.GRU, 1), 2);
      assertThat(one.curve()).hasSize(20);
      assertThat(one.test().metric().name()).contains("accuracy");
      assertThat(one.test().metric().value()).isBetween(0.0, 1.0);
      assertThat(one.test().byLag().getFirst()).isBetween(0.0, 1.0);
      assertThat(one.test().byLag().getLast()).isNaN();
      assertThat(two.test()).isEqualTo(one.test());
      assertThat(two.validationMetric()).isEqualTo(one.validationMetric());
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** If they chose the scale of the logits, each item alone would choose another one. */
  @Test
  void theItemsThatTestChooseNothing() throws IOException {
    for (ItemSet items : all()) {
      ItemTask task = new ItemTask(items, List.of(), List.of(0.01));
      ComparedRun run = new ComparedRun(task.shape(variant(items, CellType.GRU, 1), 12), 5, 20);
      TrainingPlan plan = task.plan(run, 0.01, 2);
      RunFiles files = RunFiles.of(folder.resolve("model"), Long.MAX_VALUE);
      try (Trainer trainer = Trainer.start(plan, task.start(plan), 1, files)) {
        trainer.run(event -> {});
      }
      SavedTask trained = TaskType.read(files.model());
      int[] tests = IntStream.range(0, items.testSize()).toArray();
      Loss whole;
      Loss sum = Loss.NONE;
      try (Team team = new Team(1)) {
        whole = items.exam(plan, trained, tests, team).run().loss();
        for (int test : tests) {
          int[] one = {test};
          sum = sum.plus(items.exam(plan, trained, one, team).run().loss());
        }
      }
      assertThat(sum.count()).isEqualTo(whole.count());
      assertThat(sum.totalNats()).isCloseTo(whole.totalNats(), within(1e-5 * whole.totalNats()));
    }
  }

  @Test
  void lengthsOfFewItemsAreNotAmongTheUsualOnes() throws IOException {
    assertThat(ItemTask.usualLengths(answered())).isEmpty();
    PairsBuilder builder = Pairs.builder(Units.CODEPOINT, TargetUnits.CODEPOINT);
    for (int i = 0; i < 4000; i++) {
      builder.add(i + "x".repeat(i % 15), List.of(), "y", "here");
    }
    List<Integer> lengths = ItemTask.usualLengths(AnsweredTexts.of(builder.build()));
    assertThat(lengths).hasSize(8).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void floorsAreThoseOfTheItemsThatTest() throws IOException {
    assertThat(answered().floors()).isEmpty();
    assertThat(classified().floors()).containsOnlyKeys("majority", "ngram");
    assertThat(tagged().floors()).containsOnlyKeys("lexicon");
  }

  @Test
  void otherItemsHaveAnotherFingerprint() throws IOException {
    assertThat(answered().fingerprint()).isEqualTo(answered().fingerprint());
    assertThat(all()).extracting(ItemSet::fingerprint).doesNotHaveDuplicates();
  }
}
