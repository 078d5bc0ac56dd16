package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final float[] NO_WEIGHTS = {};

  private static Corpus corpus(String text, Items items) throws IOException {
    return Corpus.builder(Units.CODEPOINT)
        .items(items)
        .add("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  /** A window's streams as texts, each with the unit after its last. */
  private static String[] read(Batches batches, Corpus corpus, long window, int n, int t) {
    int[] inputs = new int[n * t];
    int[] targets = new int[n * t];
    batches.fill(window, inputs, targets, new boolean[n * t], NO_WEIGHTS);
    String[] streams = new String[n];
    for (int stream = 0; stream < n; stream++) {
      StringBuilder text = new StringBuilder();
      for (int step = 0; step < t; step++) {
        int row = step * n + stream;
        text.appendCodePoint(corpus.vocabulary().unit(inputs[row]));
        if (step + 1 < t) {
          assertThat(targets[row]).isEqualTo(inputs[row + n]);
        }
      }
      text.appendCodePoint(corpus.vocabulary().unit(targets[(t - 1) * n + stream]));
      streams[stream] = text.toString();
    }
    return streams;
  }

  @Test
  void streamsStartAtEqualDistancesAndRunOnOverTheEnd() throws IOException {
    Corpus corpus = corpus("abcdefghijkl", Items.NONE);
    Batches batches = new Batches(corpus, Items.NONE, 3, 2, 0, 1);
    assertThat(read(batches, corpus, 0, 3, 2)).containsExactly("abc", "efg", "ijk");
    assertThat(read(batches, corpus, 1, 3, 2)).containsExactly("cde", "ghi", "kla");
    assertThat(read(batches, corpus, 2, 3, 2)).containsExactly("efg", "ijk", "abc");
  }

  @Test
  void aTextShorterThanAWindowIsReadRoundAndRound() throws IOException {
    Corpus corpus = corpus("ab", Items.NONE);
    Batches batches = new Batches(corpus, Items.NONE, 2, 5, 0, 1);
    assertThat(read(batches, corpus, 0, 2, 5)).containsExactly("ababab", "bababa");
  }

  @Test
  void statesAreResetFirstAndThenAboutAsOftenAsAsked() throws IOException {
    Corpus corpus = corpus("abcdefghijkl", Items.NONE);
    Batches batches = new Batches(corpus, Items.NONE, 10, 2, 0.1, 1);
    boolean[] resets = new boolean[20];
    int count = 0;
    for (int window = 0; window < 1000; window++) {
      batches.fill(window, new int[20], new int[20], resets, NO_WEIGHTS);
      for (int row = 0; row < 20; row++) {
        assertThat(window == 0 && row < 10 && !resets[row]).isFalse();
        assertThat(row >= 10 && resets[row]).isFalse();
        count += window > 0 && resets[row] ? 1 : 0;
      }
    }
    assertThat(count).isBetween(850, 1150);
  }

  @Test
  void linesAreShuffledAndEachStartsFromAResetLineFeed() throws IOException {
    Corpus corpus = corpus("ab\ncde\nf\nghij\n", Items.LINE);
    Batches batches = new Batches(corpus, Items.LINE, 1, 14, 0, 5);
    Set<String> orders = new HashSet<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      int[] inputs = new int[14];
      int[] targets = new int[14];
      boolean[] resets = new boolean[14];
      batches.fill(epoch, inputs, targets, resets, NO_WEIGHTS);
      StringBuilder order = new StringBuilder();
      for (int t = 0; t < 14; t++) {
        int unit = corpus.vocabulary().unit(inputs[t]);
        assertThat(resets[t]).isEqualTo(unit == '\n');
        order.appendCodePoint(corpus.vocabulary().unit(targets[t]));
      }
      assertThat(order.toString().split("\n")).containsExactlyInAnyOrder("ab", "cde", "f", "ghij");
      orders.add(order.toString());
    }
    assertThat(orders).hasSizeGreaterThan(5);
  }

  @Test
  void everyUnitIsReadUnderTheConditionOfItsLineFromTheLineFeedBeforeItOn() throws IOException {
    LabelledItems lines =
        LabelledItems.builder(Units.CODEPOINT)
            .lines()
            .add("ab", "2", "test")
            .add("cde", "0", "test")
            .add("f", "1", "test")
            .add("ghij", "0", "test")
            .build();
    Map<Character, String> conditions = Map.of('a', "2", 'c', "0", 'f', "1", 'g', "0");
    Batches batches = new Batches(lines, 3, 5, 6);
    for (int window = 0; window < 20; window++) {
      int[] inputs = new int[2 * 15];
      int[] targets = new int[15];
      boolean[] resets = new boolean[15];
      batches.fill(window, inputs, targets, resets, NO_WEIGHTS);
      for (int n = 0; n < 3; n++) {
        String expected = lines.labels().name(inputs[15 + n]);
        for (int t = 0; t < 5; t++) {
          int row = 3 * t + n;
          char next = (char) lines.vocabulary().unit(targets[row]);
          assertThat(resets[row]).isEqualTo(lines.vocabulary().unit(inputs[row]) == '\n');
          expected = resets[row] ? conditions.get(next) : expected;
          assertThat(lines.labels().name(inputs[15 + row])).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void conditionsChangeNoOrder() throws IOException {
    LabelledItems lines =
        LabelledItems.builder(Units.CODEPOINT)
            .lines()
            .add("ab", "x", "test")
            .add("cde", "y", "test")
            .add("f", "x", "test")
            .build();
    int[] plain = new int[8];
    int[] conditioned = new int[16];
    for (int window = 0; window < 9; window++) {
      new Batches(lines.text(), Items.LINE, 2, 4, 0, 6)
          .fill(window, plain, new int[8], new boolean[8], NO_WEIGHTS);
      new Batches(lines, 2, 4, 6).fill(window, conditioned, new int[8], new boolean[8], NO_WEIGHTS);
      assertThat(Arrays.copyOf(conditioned, 8)).isEqualTo(plain);
    }
  }

  @Test
  void windowsDoNotDependOnTheOrderTheyAreAskedFor() throws IOException {
    Corpus corpus = corpus("ab\ncde\nf\nghij\n", Items.LINE);
    int[] straight = new int[6];
    int[] again = new int[6];
    Batches batches = new Batches(corpus, Items.LINE, 2, 3, 0, 5);
    batches.fill(7, straight, new int[6], new boolean[6], NO_WEIGHTS);
    batches.fill(0, again, new int[6], new boolean[6], NO_WEIGHTS);
    batches.fill(30, again, new int[6], new boolean[6], NO_WEIGHTS);
    batches.fill(7, again, new int[6], new boolean[6], NO_WEIGHTS);
    assertThat(again).isEqualTo(straight);
    int[] other = new int[6];
    new Batches(corpus, Items.LINE, 2, 3, 0, 6)
        .fill(7, other, new int[6], new boolean[6], NO_WEIGHTS);
    assertThat(Arrays.equals(other, straight)).isFalse();
  }

  @Test
  void epochsCountUnitsRead() throws IOException {
    Batches batches = new Batches(corpus("abcdefghijkl", Items.NONE), Items.NONE, 3, 2, 0, 1);
    assertThat(batches.windowsPerEpoch()).isEqualTo(2);
    assertThat(batches.epoch(3)).isEqualTo(1.5);
  }

  @Test
  void textsWithoutANextUnitAreRefused() throws IOException {
    Corpus one = corpus("a", Items.NONE);
    assertThatThrownBy(() -> new Batches(one, Items.NONE, 1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    Corpus lineless = corpus("abc", Items.NONE);
    assertThatThrownBy(() -> new Batches(lineless, Items.LINE, 1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
