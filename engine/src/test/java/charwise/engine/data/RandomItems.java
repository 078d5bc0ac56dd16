package charwise.engine.data;

import charwise.engine.kernel.RandomStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Labelled texts for tests, the same for the same seed. */
final class RandomItems {
  private RandomItems() {}

  /** A text and its label. */
  record Item(String input, String label) {}

  /** Texts of 0 to {@code longest} of so many letters; of the labels the first is likeliest. */
  static List<Item> draw(int size, int longest, int letters, int labels, long seed) {
    RandomStream random = new RandomStream(seed);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(longest + 1);
      for (int j = 0; j < length; j++) {
        text.append((char) ('a' + random.nextInt(letters)));
      }
      int label = random.nextInt(labels);
      items.add(new Item(text.toString(), "label" + random.nextInt(label + 1)));
    }
    return items;
  }

  static LabelledItems build(List<Item> items) throws IOException {
    LabelledItemsBuilder builder = LabelledItems.builder(Units.CODEPOINT);
    for (Item item : items) {
      builder.add(item.input(), item.label(), "test");
    }
    return builder.build();
  }

  /** The items of those numbers, in that order. */
  static List<Item> read(LabelledItems items, int... numbers) {
    List<Item> texts = new ArrayList<>();
    for (int number : numbers) {
      StringBuilder text = new StringBuilder();
      for (int i = items.inputs().start(number); i < items.inputs().end(number); i++) {
        text.appendCodePoint(items.vocabulary().unit(items.inputs().ids()[i]));
      }
      texts.add(new Item(text.toString(), items.labels().name(items.target(number))));
    }
    return texts;
  }
}
