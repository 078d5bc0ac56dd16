package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.RandomItems.Item;
import charwise.engine.kernel.RandomStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashSplitTest {
  private static List<Item> train(List<Item> items, double share) throws IOException {
    LabelledItems built = RandomItems.build(items);
    return RandomItems.read(built, built.split(share).train());
  }

  private static List<Item> validation(List<Item> items, double share) throws IOException {
    LabelledItems built = RandomItems.build(items);
    return RandomItems.read(built, built.split(share).validation());
  }

  /** Short texts of few letters, so that many are equal, with equal labels and with others. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.1",
    "5, 3, 0.1",
    "40, 2, 0.1",
    "400, 3, 0.1",
    "3000, 4, 0.1",
    "400, 3, 0.5",
    "400, 3, 0",
    "400, 3, 0.99"
  })
  void thePartsAreWhatTheyShouldBe(int size, int longest, double share) throws IOException {
    List<Item> items = RandomItems.draw(size, longest, 4, 6, 7L * size);
    items.add(new Item("a", "label0"));
    LabelledItems built = RandomItems.build(items);
    HashSplit split = built.split(share);

    assertThat(IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size + 1).boxed().toList());
    Set<String> trained = new HashSet<>();
    Set<String> labels = new HashSet<>();
    for (Item item : RandomItems.read(built, split.train())) {
      trained.add(item.input());
      labels.add(item.label());
    }
    assertThat(labels).containsExactlyInAnyOrderElementsOf(built.labels().names());
    for (Item item : RandomItems.read(built, split.validation())) {
      assertThat(trained).doesNotContain(item.input());
    }
    assertThat(split.validation().length).isLessThanOrEqualTo((int) Math.round(share * (size + 1)));
  }

  @Test
  void labelsKeepTheirShares() throws IOException {
    List<Item> items = RandomItems.draw(5000, 30, 26, 8, 4);
    items.removeIf(item -> item.input().length() < 9); // so none are equal
    LabelledItems built = RandomItems.build(items);
    HashSplit split = built.split(0.1);

    int[] counts = built.counts();
    int[] validating = built.select(split.validation()).counts();
    assertThat(counts[7]).isBetween(20, 100);
    assertThat(split.validation()).hasSize((int) Math.round(0.1 * items.size()));
    for (int label = 0; label < counts.length; label++) {
      assertThat((double) validating[label]).isCloseTo(0.1 * counts[label], within(1.0));
    }
  }

  @Test
  void theOrderOfTheItemsDoesNotMatter() throws IOException {
    List<Item> items = RandomItems.draw(600, 4, 4, 5, 11);
    List<Item> train = train(items, 0.2);
    List<Item> validation = validation(items, 0.2);
    RandomStream random = new RandomStream(3);
    for (int trial = 0; trial < 5; trial++) {
      for (int i = items.size() - 1; i > 0; i--) {
        Collections.swap(items, i, random.nextInt(i + 1));
      }
      assertThat(train(items, 0.2)).isEqualTo(train);
      assertThat(validation(items, 0.2)).isEqualTo(validation);
    }
  }

  /** A character that was never there before gives all others new ids, and no new hash. */
  @Test
  void oneItemMoreMovesFewOthers() throws IOException {
    List<Item> items = RandomItems.draw(1000, 30, 26, 4, 12);
    Set<Item> before = new HashSet<>(validation(items, 0.1));
    items.add(new Item("!", "label0"));
    Set<Item> after = new HashSet<>(validation(items, 0.1));

    after.removeAll(before);
    assertThat(after).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void sortedInputsDoNotValidateOnTheirLast() throws IOException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      items.add(new Item(String.format("%03d", i), "label"));
    }
    List<Item> validation = validation(items, 0.1);
    double mean =
        validation.stream().mapToInt(item -> Integer.parseInt(item.input())).average().orElse(0);
    assertThat(mean).isCloseTo(500, within(100.0));
  }

  @Test
  void aLabelOfEqualInputsAloneIsTrainedOn() throws IOException {
    List<Item> items = new ArrayList<>(Collections.nCopies(50, new Item("same", "one")));
    for (int i = 0; i < 50; i++) {
      items.add(new Item("other" + i, "two"));
    }
    assertThat(validation(items, 0.5)).extracting(Item::label).containsOnly("two").hasSize(25);
  }

  /** All of label one are in groups whose rarest label is another; one of them has to stay. */
  @Test
  void aLabelThatAlwaysSharesItsInputsIsTrainedOn() throws IOException {
    List<Item> items = new ArrayList<>();
    for (String label : List.of("b", "c", "d")) {
      items.add(new Item("with" + label, "one"));
      items.add(new Item("with" + label, label));
      items.add(new Item("alone" + label, label));
    }
    for (double share : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      assertThat(train(items, share)).extracting(Item::label).contains("one", "b", "c", "d");
    }
  }

  @Test
  void linesWithoutLabelsAreSplitAlike() throws IOException {
    List<Item> items = new ArrayList<>();
    for (Item item : RandomItems.draw(300, 4, 4, 1, 5)) {
      items.add(new Item(item.input() + "\n", "all"));
    }
    LabelledItems built = RandomItems.build(items);
    HashSplit labelled = built.split(0.1);
    HashSplit unlabelled = new HashSplit(built.inputs(), built.vocabulary(), 0.1);

    assertThat(unlabelled.train()).isEqualTo(labelled.train());
    assertThat(unlabelled.validation()).isEqualTo(labelled.validation());
  }

  @Test
  void sharesThatMakeNoSenseAreRefused() throws IOException {
    LabelledItems items = RandomItems.build(RandomItems.draw(5, 4, 4, 2, 5));
    for (double share : new double[] {-0.1, 1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> items.split(share));
    }
  }
}
