package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusBuilderTest {
  private static final Vocabulary ABC =
      Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'b', 'c'});

  @Test
  void findsTheVocabularyInAscendingOrder() throws IOException {
    Corpus corpus = Corpus.builder(Units.CODEPOINT).add("text", stream("héllo 😀\n")).build();

    assertThat(corpus.vocabulary())
        .isEqualTo(
            Vocabulary.of(Units.CODEPOINT, new int[] {'\n', ' ', 'h', 'l', 'o', 'é', 0x1F600}));
    assertThat(corpus.length()).isEqualTo(8);
    assertThat(text(corpus)).isEqualTo("héllo 😀\n");
  }

  @Test
  void joinsSourcesAndSkipsTheByteOrderMarkOfEach() throws IOException {
    Corpus corpus =
        Corpus.builder(Units.CODEPOINT)
            .add("one", stream("\uFEFFab"))
            .add("two", stream("\uFEFFbc"))
            .build();

    assertThat(text(corpus)).isEqualTo("abbc");
  }

  @Test
  void keepsBytesAsTheyAre() throws IOException {
    byte[] bytes = {(byte) 0xFF, 0, '\r', '\n', (byte) 0xC3};

    Corpus corpus =
        Corpus.builder(Units.BYTE).add("bytes", new ByteArrayInputStream(bytes)).build();

    assertThat(corpus.vocabulary())
        .isEqualTo(Vocabulary.of(Units.BYTE, new int[] {0, '\n', '\r', 0xC3, 0xFF}));
    assertThat(corpus.length()).isEqualTo(5);
    assertThat(corpus.vocabulary().bytes(corpus.ids()[4])).containsExactly(0xC3);
  }

  @Test
  void usesAGivenVocabulary() throws IOException {
    Corpus corpus = Corpus.builder(ABC).add("text", stream("cab")).build();

    assertThat(corpus.vocabulary()).isSameAs(ABC);
    assertThat(text(corpus)).isEqualTo("cab");
    assertThat((int) corpus.ids()[0]).isEqualTo(3);
  }

  @Test
  void aCorpusOverAGivenVocabularyMayBeEmpty() throws IOException {
    assertThat(Corpus.builder(ABC).build().length()).isZero();
  }

  @Test
  void namesTheUnknownUnitItsPositionAndItsSource() {
    assertThatExceptionOfType(UnknownUnitException.class)
        .isThrownBy(() -> Corpus.builder(ABC).add("one", stream("abc")).add("two", stream("abéc")))
        .satisfies(
            e -> {
              assertThat(e.unit()).isEqualTo('é');
              assertThat(e.position()).isEqualTo(2);
              assertThat(e.source()).isEqualTo("two");
            })
        .withMessageContaining("'é' (U+00E9), number 3 of the text: two; ");
  }

  @ParameterizedTest
  @CsvSource({"1F600, (U+01F600)", "1B, character U+001B", "202E, character U+202E"})
  void showsUnknownCharactersWithoutLettingThemActOnATerminal(String hex, String shown) {
    String unknown = Character.toString(Integer.parseInt(hex, 16));

    assertThatExceptionOfType(UnknownUnitException.class)
        .isThrownBy(() -> Corpus.builder(ABC).add("text", stream(unknown)))
        .withMessageContaining(shown)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
  }

  @Test
  void namesAnUnknownByte() {
    Vocabulary letters = Vocabulary.of(Units.BYTE, new int[] {'a'});

    assertThatExceptionOfType(UnknownUnitException.class)
        .isThrownBy(() -> Corpus.builder(letters).add("text", stream("aé")))
        .withMessageContaining("byte 0xC3, number 2");
  }

  @Test
  void skipsAndCountsUnknownUnitsWhenToldTo() throws IOException {
    CorpusBuilder builder = Corpus.builder(ABC).skipUnknown().add("text", stream("aéb😀c"));

    assertThat(builder.unknown()).isEqualTo(2);
    assertThat(text(builder.build())).isEqualTo("abc");
  }

  @Test
  void addsUnknownUnitsBehindThoseOfTheVocabularyWhenToldTo() throws IOException {
    CorpusBuilder builder = Corpus.builder(ABC).admitUnknown().add("text", stream("zéb😀cé"));

    Corpus corpus = builder.build();
    assertThat(text(corpus)).isEqualTo("zéb😀cé");
    Vocabulary vocabulary = corpus.vocabulary();
    assertThat(vocabulary.size()).isEqualTo(ABC.size() + 3);
    for (int id = 0; id < ABC.size(); id++) {
      assertThat(vocabulary.unit(id)).isEqualTo(ABC.unit(id));
    }
    assertThat(vocabulary.ids('z', 'é', 0x1F600))
        .containsExactly(ABC.size(), ABC.size() + 1, ABC.size() + 2);
    assertThat(Corpus.builder(ABC).admitUnknown().add("text", stream("ca")).build().vocabulary())
        .isSameAs(ABC);
  }

  @Test
  void refusesAnEmptyTextWhenTheVocabularyIsToBeFound() {
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> Corpus.builder(Units.CODEPOINT).add("text", stream("")).build())
        .withMessageContaining("empty");
  }

  @Test
  void refusesMoreDistinctUnitsThanAVocabularyHolds() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Vocabulary.MAXIMUM_SIZE; i++) {
      text.appendCodePoint(0x20000 + i);
    }
    String largest = text.toString();

    Corpus corpus = Corpus.builder(Units.CODEPOINT).add("text", stream(largest)).build();
    assertThat(corpus.vocabulary().size()).isEqualTo(Vocabulary.MAXIMUM_SIZE);
    assertThat(text(corpus)).isEqualTo(largest);
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> Corpus.builder(Units.CODEPOINT).add("text", stream(largest + "a")))
        .withMessageContaining("20000 distinct")
        .withMessageContaining(": text; ")
        .withMessageContaining("--units byte");
  }

  @Test
  void refusesMoreUnitsThanFit() throws IOException {
    var exact = new CorpusBuilder(Units.CODEPOINT, null, 5000);
    assertThat(exact.add("text", stream("ab".repeat(2500))).build().length()).isEqualTo(5000);

    var builder = new CorpusBuilder(Units.CODEPOINT, null, 5000);
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> builder.add("text", stream("ab".repeat(2501))))
        .withMessage(
            "more than 5000 characters, too many for the memory here: text;"
                + " give a part of the text");
  }

  @Test
  void readsAsMuchAsMemoryAllows() {
    assertThat(CorpusBuilder.affordableLength(512 << 20)).isEqualTo(89_478_485);
    assertThat(CorpusBuilder.affordableLength(Long.MAX_VALUE))
        .isEqualTo(CorpusBuilder.MAXIMUM_LENGTH);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'a|b|',        'a|b|'
          'a|b',         'a|b|'
          'a^|b^|',      'a|b|'
          'a^|b^',       'a|b|'
          '||a||b||',    'a|b|'
          '^|^|a^|^|b',  'a|b|'
          'a^b|',        'a^b|'
          'a^^|',        'a^|'
          '',            ''
          '|^|^',        ''
          ' |a',         ' |a|'
          """)
  void normalisesLinesThatAreItems(String lines, String expected) throws IOException {
    Vocabulary known = Vocabulary.of(Units.CODEPOINT, new int[] {'\n', '\r', ' ', 'a', 'b'});

    Corpus corpus = Corpus.builder(known).items(Items.LINE).add("text", marked(lines)).build();

    assertThat(text(corpus).replace('\n', '|').replace('\r', '^')).isEqualTo(expected);
  }

  @Test
  void endsTheLastItemOfEachSource() throws IOException {
    Corpus corpus =
        Corpus.builder(Units.CODEPOINT)
            .items(Items.LINE)
            .add("one", stream("a"))
            .add("two", stream("b\n"))
            .add("three", stream("c\r"))
            .build();

    assertThat(text(corpus)).isEqualTo("a\nb\nc\n");
    assertThat(corpus.vocabulary().id('\r')).isEqualTo(-1);
  }

  @Test
  void keepsCarriageReturnsAndEmptyLinesOfAContinuousText() throws IOException {
    Corpus corpus = Corpus.builder(Units.CODEPOINT).add("text", stream("a\r\n\r\nb")).build();

    assertThat(text(corpus)).isEqualTo("a\r\n\r\nb");
  }

  @Test
  void positionsOfUnknownUnitsCountWhatWasDropped() {
    assertThatExceptionOfType(UnknownUnitException.class)
        .isThrownBy(
            () -> Corpus.builder(ABC).items(Items.LINE).add("text", stream("\n\na\r\nb\rc")))
        .satisfies(
            e -> {
              assertThat(e.unit()).isEqualTo('\r');
              assertThat(e.position()).isEqualTo(6);
            });
  }

  @Test
  void slicesAreCopiesWithTheSameVocabulary() throws IOException {
    Corpus corpus = Corpus.builder(ABC).add("text", stream("abcabc")).build();
    Corpus slice = corpus.slice(1, 4);
    corpus.ids()[1] = 0;

    assertThat(slice.vocabulary()).isSameAs(ABC);
    assertThat(text(slice)).isEqualTo("bca");
    assertThat(corpus.slice(6, 6).length()).isZero();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> corpus.slice(3, 7));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> corpus.slice(4, 3));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A stream in which | stands for a line feed and ^ for a carriage return. */
  private static InputStream marked(String text) {
    return stream(text.replace('|', '\n').replace('^', '\r'));
  }

  private static String text(Corpus corpus) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < corpus.length(); i++) {
      text.appendCodePoint(corpus.vocabulary().unit(corpus.ids()[i]));
    }
    return text.toString();
  }
}
