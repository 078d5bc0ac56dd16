package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemBatchesTest {
  /** Items with lengths spread as evenly over orders of magnitude as it goes. */
  private static Sequences items(int size, int longest, long seed) {
    RandomStream random = new RandomStream(seed);
    int[] starts = new int[size + 1];
    for (int i = 0; i < size; i++) {
      starts[i + 1] = starts[i] + (int) Math.pow(longest + 1.0, random.nextDouble()) - 1;
    }
    return Sequences.of(new char[starts[size]], starts);
  }

  private static int[] batch(ItemBatches batches, long number) {
    batches.load(number);
    int[] batch = new int[batches.count()];
    Arrays.setAll(batch, batches::item);
    return batch;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10, 32, 10, 320",
    "2, 0, 1, 1, 1",
    "33, 50, 32, 50, 1600",
    "200, 100, 32, 100, 3200",
    "1000, 10000, 32, 400, 3200",
    "1000, 10000, 32, 10000, 10000",
    "777, 30, 16, 20, 100"
  })
  void everyEpochReadsEveryItemOnceAndKeepsTheLimits(
      int size, int longest, int batchSize, int maximumLength, int maximumUnits) {
    Sequences items = items(size, longest, size);
    ItemBatches batches = new ItemBatches(items, batchSize, maximumLength, maximumUnits, 5);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> read = new ArrayList<>();
      for (int i = 0; i < batches.batchesPerEpoch(); i++) {
        batches.load((long) epoch * batches.batchesPerEpoch() + i);
        assertThat(batches.count()).isBetween(1, batchSize);
        assertThat((long) batches.count() * batches.steps()).isLessThanOrEqualTo(maximumUnits);
        int steps = 1;
        for (int n = 0; n < batches.count(); n++) {
          int item = batches.item(n);
          assertThat(batches.length(item)).isEqualTo(Math.min(maximumLength, items.length(item)));
          steps = Math.max(steps, batches.length(item));
          read.add(item);
        }
        assertThat(batches.steps()).isEqualTo(steps);
      }
      assertThat(read).hasSize(size).doesNotHaveDuplicates();
    }
  }

  @Test
  void littleIsWastedOnItemsOfOtherLengths() {
    Sequences items = items(3000, 300, 1);
    ItemBatches batches = new ItemBatches(items, 32, 300, 32 * 300, 5);
    long steps = 0;
    for (int i = 0; i < batches.batchesPerEpoch(); i++) {
      batches.load(i);
      steps += (long) batches.count() * batches.steps();
    }
    assertThat((double) steps / items.total()).isBetween(1.0, 1.12);
  }

  @Test
  void batchesAreAboutEquallyManyItemsWhereNothingLimitsThem() {
    ItemBatches batches = new ItemBatches(items(200, 60, 1), 32, 60, 32 * 60, 5);
    assertThat(batches.batchesPerEpoch()).isEqualTo(7);
    for (int i = 0; i < 7; i++) {
      assertThat(batch(batches, i)).hasSizeBetween(26, 29);
    }
  }

  @Test
  void aBatchIsAFunctionOfItsNumberAndTheSeed() {
    Sequences items = items(500, 80, 2);
    ItemBatches straight = new ItemBatches(items, 16, 80, 1280, 5);
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < 3 * straight.batchesPerEpoch(); i++) {
      all.add(batch(straight, i));
    }
    ItemBatches resumed = new ItemBatches(items, 16, 80, 1280, 5);
    for (int i : new int[] {70, 3, 95, 40, 41, 2, 95}) {
      assertThat(batch(resumed, i)).isEqualTo(all.get(i));
    }
    ItemBatches other = new ItemBatches(items, 16, 80, 1280, 6);
    assertThat(batch(other, 0)).isNotEqualTo(all.get(0));
  }

  @Test
  void epochsDifferInOrderAndInWhoIsTogether() {
    Sequences items = items(500, 80, 2);
    ItemBatches batches = new ItemBatches(items, 16, 80, 1280, 5);
    int perEpoch = batches.batchesPerEpoch();
    Set<Set<Integer>> sets = new HashSet<>();
    List<Integer> firstSteps = new ArrayList<>();
    for (int i = 0; i < 4 * perEpoch; i++) {
      Set<Integer> set = new HashSet<>();
      for (int item : batch(batches, i)) {
        set.add(item);
      }
      sets.add(set);
      firstSteps.add(batches.steps());
    }
    assertThat(sets).hasSizeGreaterThan(3 * perEpoch);
    assertThat(firstSteps.subList(0, perEpoch))
        .isNotEqualTo(firstSteps.subList(perEpoch, 2 * perEpoch))
        .isNotEqualTo(firstSteps.stream().limit(perEpoch).sorted().toList());
  }

  @Test
  void itemsThatAreTooLongAreCutAndCounted() {
    Sequences items = Sequences.of(new char[60], new int[] {0, 5, 5, 15, 26, 60});
    ItemBatches batches = new ItemBatches(items, 8, 10, 80, 1);
    assertThat(batches.cut()).isEqualTo(2);
    assertThat(batches.length(4)).isEqualTo(10);
    assertThat(new ItemBatches(items, 8, 34, 34, 1).cut()).isZero();
  }

  @Test
  void epochsCountBatches() {
    ItemBatches batches = new ItemBatches(items(64, 8, 1), 32, 8, 256, 5);
    assertThat(batches.epoch(5)).isEqualTo(2.5);
  }

  @Test
  void batchesThatMakeNoSenseAreRefused() {
    Sequences none = Sequences.of(new char[0], new int[] {0});
    Sequences one = Sequences.of(new char[1], new int[] {0, 1});
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemBatches(none, 1, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemBatches(one, 0, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemBatches(one, 1, 0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemBatches(one, 1, 2, 1, 1));
    ItemBatches batches = new ItemBatches(one, 1, 1, 1, 1);
    batches.load(0);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batches.item(1));
  }
}
