package charwise.engine.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.data.RandomItems.Item;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledItemsTest {
  private static final Vocabulary AB = Vocabulary.of(Units.CODEPOINT, new int[] {'b', 'a'});
  private static final Labels YES_NO = Labels.of(List.of("yes", "no"));

  @Test
  void whatIsAddedComesBack() throws IOException {
    List<Item> drawn = RandomItems.draw(2000, 40, 26, 7, 3);
    LabelledItems items = RandomItems.build(drawn);

    assertThat(RandomItems.read(items, IntStream.range(0, items.size()).toArray()))
        .isEqualTo(drawn);
    assertThat(items.inputs().longest()).isEqualTo(40);
    assertThat(items.inputs().total())
        .isEqualTo(drawn.stream().mapToInt(item -> item.input().length()).sum());
  }

  @Test
  void vocabularyAndLabelsAreFoundInOrder() throws IOException {
    LabelledItems items =
        LabelledItems.builder(Units.CODEPOINT)
            .add("b😀é", "two", "a line")
            .add("", "one", "a line")
            .add("aé", "two", "a line")
            .build();

    assertThat(items.vocabulary())
        .isEqualTo(Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b', 'é', 0x1F600}));
    assertThat(items.labels()).isEqualTo(Labels.of(List.of("one", "two")));
    assertThat(items.counts()).containsExactly(1, 2);
    assertThat(items.inputs().length(0)).isEqualTo(3);
    assertThat(items.inputs().length(1)).isZero();
    assertThat(items.target(1)).isZero();
  }

  @Test
  void bytesAreThoseOfUtf8() throws IOException {
    LabelledItems items = LabelledItems.builder(Units.BYTE).add("aé", "x", "a line").build();

    assertThat(items.vocabulary())
        .isEqualTo(Vocabulary.of(Units.BYTE, new int[] {'a', 0xA9, 0xC3}));
    assertThat(items.inputs().ids()).startsWith((char) 0, (char) 2, (char) 1);
  }

  @Test
  void linesEndWithALineFeedAndAreNeverEmpty() throws IOException {
    LabelledItems lines =
        LabelledItems.builder(Units.CODEPOINT)
            .lines()
            .add("ab", "x", "a line")
            .add("", "y", "a line")
            .add("c", "z", "a line")
            .build();

    assertThat(lines.labels().names()).containsExactly("x", "z");
    assertThat(new String(lines.text().bytes(), UTF_8)).isEqualTo("ab\nc\n");
    assertThat(lines.inputs().length(1)).isEqualTo(2);
    assertThat(new String(lines.select(new int[] {1, 0}).text().bytes(), UTF_8))
        .isEqualTo("c\nab\n");
    var builder = LabelledItems.builder(Units.BYTE).lines();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("a\nb", "x", "line 7"))
        .withMessage("a line feed in a line: line 7");
  }

  @Test
  void aLineOfUnknownUnitsIsLeftOut() throws IOException {
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, new int[] {'a', '\n'});
    LabelledItemsBuilder builder = LabelledItems.builder(vocabulary, YES_NO).lines().skipUnknown();
    LabelledItems lines = builder.add("xy", "no", "a line").add("xay", "yes", "a line").build();

    assertThat(new String(lines.text().bytes(), UTF_8)).isEqualTo("a\n");
    assertThat(lines.target(0)).isZero();
    assertThat(builder.unknown()).isEqualTo(4);
  }

  @Test
  void textsAreOneBehindTheOther() {
    Sequences two = Sequences.of(new char[] {1, 0, 0, 1, 1}, new int[] {1, 2, 4});
    LabelledItems items = new LabelledItems(AB, two, YES_NO, new int[] {0, 1});

    assertThat(new String(items.text().bytes(), UTF_8)).isEqualTo("bba");
    assertThat(items.select(new int[0]).text().length()).isZero();
  }

  @Test
  void aGivenVocabularyAndGivenLabelsAreKept() throws IOException {
    LabelledItems items = LabelledItems.builder(AB, YES_NO).add("ab", "no", "a line").build();

    assertThat(items.vocabulary()).isSameAs(AB);
    assertThat(items.labels()).isSameAs(YES_NO);
    assertThat(items.target(0)).isEqualTo(1);
    assertThat(items.inputs().ids()).startsWith((char) 1, (char) 0);
    assertThat(LabelledItems.builder(AB, YES_NO).build().size()).isZero();
  }

  @Test
  void unitsThatTheVocabularyLacksFailOrAreCounted() throws IOException {
    assertThatExceptionOfType(UnknownUnitException.class)
        .isThrownBy(() -> LabelledItems.builder(AB, YES_NO).add("a😀c", "no", "f.tsv, line 7"))
        .withMessageContaining("number 2 of the text: f.tsv, line 7");

    LabelledItemsBuilder builder = LabelledItems.builder(AB, YES_NO).skipUnknown();
    LabelledItems items = builder.add("cacb", "no", "").add("c", "yes", "").build();
    assertThat(builder.unknown()).isEqualTo(3);
    assertThat(RandomItems.read(items, 0, 1))
        .containsExactly(new Item("ab", "no"), new Item("", "yes"));
  }

  @Test
  void labelsThatAreNotThereAreNamedInBrief() {
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> LabelledItems.builder(AB, YES_NO).add("a", "N".repeat(5000), "line 3"))
        .withMessageContaining("line 3")
        .withMessageContaining("the labels are yes, no")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void tooManyLabelsAreProbablyAnotherColumn() throws IOException {
    LabelledItemsBuilder builder = LabelledItems.builder(Units.CODEPOINT);
    for (int i = 0; i < Labels.MAXIMUM_SIZE; i++) {
      builder.add("a", "label" + i, "line " + i);
    }
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> builder.add("a", "one more", "the last line"))
        .withMessageContaining("the last line");
  }

  @Test
  void impossibleItemsAreRefused() {
    LabelledItemsBuilder builder = LabelledItems.builder(Units.CODEPOINT);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a", "", "a line"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a\uD800", "x", "a line"));
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> LabelledItems.builder(Units.CODEPOINT).add("", "x", "").build());
    Sequences one = Sequences.of(new char[] {0, 1}, new int[] {0, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledItems(AB, one, YES_NO, new int[] {2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledItems(AB, one, YES_NO, new int[] {1, 1}));
    Sequences other = Sequences.of(new char[] {0, 2}, new int[] {0, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledItems(AB, other, YES_NO, new int[] {1}));
  }

  @Test
  void aSelectionIsAsIfNoOthersHadBeen() throws IOException {
    LabelledItems items = RandomItems.build(RandomItems.draw(50, 9, 5, 3, 8));

    LabelledItems some = items.select(new int[] {7, 0, 7, 49});

    assertThat(RandomItems.read(some, 0, 1, 2, 3)).isEqualTo(RandomItems.read(items, 7, 0, 7, 49));
    assertThat(some.inputs().total()).isEqualTo(some.inputs().ids().length);
  }

  @Test
  void fingerprintsTellItemsApart() throws IOException {
    long one = fingerprint("ab", "x", "a", "y");
    assertThat(fingerprint("ab", "x", "a", "y")).isEqualTo(one);
    assertThat(fingerprint("ab", "y", "a", "x")).isNotEqualTo(one);
    assertThat(fingerprint("a", "x", "ba", "y")).isNotEqualTo(one);
    assertThat(fingerprint("ac", "x", "a", "y")).isNotEqualTo(one);
    assertThat(fingerprint("ab", "x", "a", "z")).isNotEqualTo(one);
  }

  private static long fingerprint(String a, String labelOfA, String b, String labelOfB)
      throws IOException {
    return RandomItems.build(List.of(new Item(a, labelOfA), new Item(b, labelOfB))).fingerprint();
  }
}
