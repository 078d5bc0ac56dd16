package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TagSetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "upper",
        "acute accent",
        "circumflex accent/acute accent",
        "upper cedilla",
        "after[ ]",
        "upper after[, ]",
        "before[“]",
        "upper tilde before[¿ [] after[] ]",
        "katakana-hiragana voiced sound mark",
        "U+094D after[…]",
        "before[after]"
      })
  void aTagIsKnownByItsName(String name) {
    if (name.equals("before[after]")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Tag.of(name));
    } else {
      assertThat(Tag.of(name).name()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "lower",
        "none none",
        "upper none",
        "upper upper",
        "Upper",
        "after[]",
        "after[x]",
        "after[1]",
        "after[ ] before[ ]",
        "acute  accent",
        "U+0041",
        "U+0301",
        "U+110000",
        "U+-1",
        "U+FFFFFFFFF",
        "/",
        "after[.........]",
        "after[\n]",
        "upperacute accent",
        "long s"
      })
  void whatIsNoTagIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tag.of(name));
  }

  @ParameterizedTest
  @MethodSource("charwise.engine.task.tagger.Lines#losses")
  void theNamesOfTagsMakeThemAgain(Set<Restoration> lost) {
    var counter = new TagCounter(lost);
    Lines.random(7, 3_000).forEach(counter::add);
    TagSet tags = counter.tags(1, TagSet.MAXIMUM_SIZE);
    TagSet again = TagSet.ofNames(tags.names());
    assertThat(tags.names()).doesNotHaveDuplicates();
    for (int id = 0; id < tags.size(); id++) {
      assertThat(again.tag(id)).isEqualTo(tags.tag(id));
      assertThat(again.id(tags.tag(id))).isEqualTo(id);
    }
  }

  @Test
  void theMostFrequentTagsComeFirstAndEquallyFrequentOnesByName() {
    var counter = new TagCounter(EnumSet.of(Restoration.CASE, Restoration.SPACES));
    counter.add(Lines.units("a b c D E f"));
    assertThat(counter.tags(1, 9).names()).containsExactly("none", "after[ ]", "upper after[ ]");
    counter.add(Lines.units("X Y Z\tP QP"));
    assertThat(counter.tags(1, 9).names())
        .containsExactly("none", "upper after[ ]", "after[ ]", "upper", "upper after[\t]");
    assertThat(counter.tags(2, 9).size()).isEqualTo(4);
    assertThat(counter.tags(1, 2).names()).containsExactly("none", "upper after[ ]");
  }

  @Test
  void aLongGapIsNoTag() {
    var counter = new TagCounter(EnumSet.of(Restoration.PUNCTUATION));
    counter.add(Lines.units("a........b.........c"));
    assertThat(counter.tags(1, 9).names()).containsExactly("none", "after[........]");
  }

  @Test
  void tagsWithoutEndTakeMemoryThatHasALimit() {
    var counter = new TagCounter(EnumSet.of(Restoration.PUNCTUATION));
    for (int i = 0; i < 3; i++) {
      counter.add(Lines.units("a.b"));
    }
    String marks = ".,;:!?-_";
    for (int number = 0; number < 3 << 15; number++) {
      int bits = number;
      var gap = new StringBuilder();
      for (int i = 0; i < 6; i++, bits >>= 3) {
        gap.append(marks.charAt(bits & 7));
      }
      counter.add(Lines.units("a" + gap + "b"));
    }
    assertThat(counter.tags(2, 9).names()).containsExactly("none", "after[.]");
    assertThat(counter.tags(1, TagSet.MAXIMUM_SIZE).size()).isEqualTo(TagSet.MAXIMUM_SIZE);
  }

  @Test
  void aSetThatCannotBeIsRefused() {
    Tag upper = Tag.of("upper");
    assertThatIllegalArgumentException().isThrownBy(() -> new TagSet(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new TagSet(List.of(upper)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TagSet(List.of(Tag.NONE, upper, upper)))
        .withMessageContaining("upper");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TagSet(Collections.nCopies(TagSet.MAXIMUM_SIZE + 1, Tag.NONE)));
    assertThat(new TagSet(List.of(Tag.NONE)).id(upper)).isEqualTo(-1);
  }

  @Test
  void whatIsRestoredHasALabel() {
    assertThat(Stream.of(Restoration.values()).map(Restoration::label))
        .containsExactly("case", "diacritics", "spaces", "punctuation")
        .allMatch(label -> Restoration.of(label).label().equals(label));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Restoration.of("cases"))
        .withMessageContaining("cases");
  }
}
