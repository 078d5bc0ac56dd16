package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final Sequences THREE =
      Sequences.of("xabcde".toCharArray(), new int[] {1, 3, 3, 6});

  private static String text(Sequences sequences, int i) {
    return new String(sequences.ids(), sequences.start(i), sequences.length(i));
  }

  @Test
  void eachIsAPartOfTheArray() {
    assertThat(THREE.size()).isEqualTo(3);
    assertThat(text(THREE, 0)).isEqualTo("ab");
    assertThat(text(THREE, 1)).isEmpty();
    assertThat(text(THREE, 2)).isEqualTo("cde");
    assertThat(THREE.end(2)).isEqualTo(6);
    assertThat(THREE.longest()).isEqualTo(3);
    assertThat(THREE.total()).isEqualTo(5);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> THREE.end(3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> THREE.start(-1));
  }

  @Test
  void aSelectionIsACopy() {
    Sequences selected = THREE.select(new int[] {2, 1, 0, 2});
    assertThat(selected.ids()).containsExactly("cdeabcde".toCharArray());
    assertThat(text(selected, 0)).isEqualTo("cde");
    assertThat(text(selected, 1)).isEmpty();
    assertThat(text(selected, 3)).isEqualTo("cde");
    assertThat(THREE.select(new int[0]).longest()).isZero();
  }

  @Test
  void theLinesOfATextShareItsIds() throws IOException {
    for (String text : new String[] {"ab\n\nc\n", "ab\n\nc", "\n", "a"}) {
      Corpus corpus =
          Corpus.builder(Units.CODEPOINT)
              .add("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
              .build();
      Sequences lines = Sequences.lines(corpus);
      String[] expected = text.splitWithDelimiters("\n", -1);
      StringBuilder joined = new StringBuilder();
      for (int i = 0; i < lines.size(); i++) {
        StringBuilder line = new StringBuilder();
        for (int j = lines.start(i); j < lines.end(i); j++) {
          line.appendCodePoint(corpus.vocabulary().unit(lines.ids()[j]));
        }
        String delimiter = 2 * i + 1 < expected.length ? expected[2 * i + 1] : "";
        assertThat(line).hasToString(expected[2 * i] + delimiter);
        joined.append(line);
      }
      assertThat(joined).hasToString(text);
      assertThat(lines.ids()).isSameAs(corpus.ids());
    }
  }

  @Test
  void startsThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Sequences.of(new char[3], new int[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sequences.of(new char[3], new int[] {0, 2, 1, 3}));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Sequences.of(new char[3], new int[] {0, 4}));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Sequences.of(new char[3], new int[] {-1, 2}));
  }
}
