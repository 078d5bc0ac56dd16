package charwise.cli.pairs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import charwise.engine.data.CorpusException;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledItemsBuilder;
import charwise.engine.data.Units;
import charwise.engine.data.UnknownUnitException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledPairsTest {
  private static LabelledItems read(String text, LabelledItemsBuilder builder) throws IOException {
    TextSource source =
        new TextSource("t.tsv", null, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    return LabelledPairs.read(List.of(source), PairChoices.NONE, builder);
  }

  @Test
  void targetsAreLabelsWithoutWhiteSpaceAroundThem() throws IOException {
    LabelledItems items =
        read("ab\tspam\nb\t ham \n\tspam ", LabelledItems.builder(Units.CODEPOINT));
    assertThat(items.labels().names()).containsExactly("ham", "spam");
    assertThat(items.counts()).containsExactly(1, 2);
    assertThat(items.inputs().length(0)).isEqualTo(2);
    assertThat(items.inputs().length(2)).isZero();
  }

  @Test
  void aPairWithoutALabelSaysWhereItIs() {
    assertThatThrownBy(() -> read("a\tx\nb\t \n", LabelledItems.builder(Units.CODEPOINT)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("line 2 has an empty label: t.tsv; give it one");
  }

  @Test
  void whatAModelDoesNotKnowSaysWhereItIs() throws IOException {
    LabelledItems known = read("a\tx\nb\ty\n", LabelledItems.builder(Units.CODEPOINT));
    assertThatThrownBy(
            () -> read("a\tz", LabelledItems.builder(known.vocabulary(), known.labels())))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("t.tsv, line 1");
    assertThatThrownBy(
            () -> read("a\tx\nc\tx", LabelledItems.builder(known.vocabulary(), known.labels())))
        .isInstanceOf(UnknownUnitException.class)
        .hasMessageContaining("t.tsv, line 2");
  }
}
