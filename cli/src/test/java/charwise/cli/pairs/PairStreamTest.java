package charwise.cli.pairs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import charwise.engine.data.MalformedTextException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairStreamTest {
  private static TextSource source(String name, byte[] bytes) {
    return new TextSource(name, null, () -> new ByteArrayInputStream(bytes));
  }

  private static List<LocatedPair> read(PairChoices choices, TextSource... sources)
      throws IOException {
    List<LocatedPair> all = new ArrayList<>();
    try (PairStream pairs = PairStream.open(List.of(sources), choices)) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        all.add(pair);
      }
    }
    return all;
  }

  /** Pairs as {@code input|target}. */
  private static List<String> read(String name, String text, PairChoices choices)
      throws IOException {
    return read(choices, source(name, text.getBytes(UTF_8))).stream()
        .map(pair -> pair.input() + "|" + pair.target())
        .toList();
  }

  private static PairChoices columns(String input, String target, String... others) {
    return new PairChoices(input, target, List.of(others), null, null);
  }

  private static PairChoices format(PairFormat format) {
    return new PairChoices(null, null, List.of(), format, null);
  }

  @Test
  void tabsSeparateAndNothingElseHasAMeaning() throws IOException {
    String text = "\uFEFF\"a, b\"\tx\r\n\n ä\t 😀 \n\\n\t\n\ty";
    assertThat(read("t.txt", text, PairChoices.NONE))
        .containsExactly("\"a, b\"|x", " ä| 😀 ", "\\n|", "|y");
  }

  @Test
  void commasSeparateAndQuotationMarksHold() throws IOException {
    String text = "\uFEFF\"a, \"\"b\"\"\",x\r\n\r\n\"two\r\nlines\",y\nz,\"\"";
    assertThat(read("t.csv", text, PairChoices.NONE))
        .containsExactly("a, \"b\"|x", "two lines|y", "z|");
  }

  @Test
  void jsonKeepsNumbersAsTheyAreWritten() throws IOException {
    String text =
        """
        {"input": "an\\u00e4", "target": 1.50}

        {"target": -1e3, "more": {"a": [1]}, "input": 12345678901234567890}
        {"input": true, "target": null}
        {"input": "a\\nb", "target": "x"}
        """;
    assertThat(read("t.jsonl", text, PairChoices.NONE))
        .containsExactly("anä|1.50", "12345678901234567890|-1e3", "true|", "a b|x");
  }

  @ParameterizedTest
  @CsvSource({
    "t.tsv, a~b~c, tab",
    "t.csv, a~b~c, comma",
    "t.txt, ' a ~b~ c', tab",
    "t.csv, a ~ b~c, comma"
  })
  void aHeaderNamesTheColumns(String name, String header, String separator) throws IOException {
    String tab = separator.equals("tab") ? "\t" : ",";
    String text = (header + "\n1~2~3\n4~5~6\n").replace("~", tab);
    assertThat(read(name, text, columns("c", "a"))).containsExactly("3|1", "6|4");
    assertThat(read(name, text, columns("b", "3"))).containsExactly("2|3", "5|6");
    assertThat(read(columns("b", "a", "c", "1"), source(name, text.getBytes(UTF_8))))
        .extracting(LocatedPair::others)
        .containsExactly(List.of("3", "1"), List.of("6", "4"));
  }

  @Test
  void numberedColumnsNeedNoHeader() throws IOException {
    assertThat(read("t.tsv", "a\tb\tc\n", columns("3", "1"))).containsExactly("c|a");
    assertThat(read("t.tsv", "a\tb\tc\n", new PairChoices("2", "2", List.of(), null, null)))
        .containsExactly("b|b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {"t.txt|;", "t.csv|;", "t.csv|^", "standard input|:"})
  void anyCharacterMaySeparateWithQuotationMarks(String name, String delimiter) throws IOException {
    var semicolons = new PairChoices(null, null, List.of(), null, delimiter.charAt(0));
    String text = "a, b;x\n\"c;d\";y\n".replace(";", delimiter);
    assertThat(read(name, text, semicolons))
        .containsExactly("a, b|x", "c;d|y".replace(";", delimiter));
  }

  @Test
  void quotationMarksMeanNothingInTsvWhateverSeparates() throws IOException {
    String text = "\"a|\"b\n";
    var bars = new PairChoices(null, null, List.of(), PairFormat.TSV, '|');
    assertThat(read("t.csv", text, bars)).containsExactly("\"a|\"b");
    assertThat(read("t.tsv", text, new PairChoices(null, null, List.of(), null, '|')))
        .containsExactly("\"a|\"b");
    assertThat(read("t", "\"a\t\"b\n", new PairChoices(null, null, List.of(), null, '\t')))
        .containsExactly("\"a|\"b");
    assertThatThrownBy(() -> new PairChoices(null, null, List.of(), PairFormat.CONLL, ';'))
        .hasMessage("only tsv and csv have a delimiter: --format conll; leave --delimiter out");
  }

  @Test
  void fieldsOfJsonHaveNames() throws IOException {
    String text = "{\"text\":\"a\",\"label\":\"x\",\"n\":7}\n";
    assertThat(read(columns("text", "label", "n"), source("t.jsonl", text.getBytes(UTF_8))))
        .containsExactly(new LocatedPair("a", "x", List.of("7"), "t.jsonl", 1));
  }

  @Test
  void fastTextIsFoundByItself() throws IOException {
    String text = "\uFEFF__label__x  a b \n\n __label__y_z\tc\r\n__label__x\n";
    assertThat(read("t.txt", text, PairChoices.NONE)).containsExactly("a b|x", "c|y_z", "|x");
    assertThat(read("t.csv", "x,__label__y", PairChoices.NONE)).containsExactly("x|__label__y");
    assertThat(read("t.tsv", "__label__x\ty\n", columns("1", "2"))).containsExactly("__label__x|y");
    assertThat(read("t.csv", text, format(PairFormat.FASTTEXT))).hasSize(3);
  }

  @Test
  void sentencesOfConllAreTokensAndTags() throws IOException {
    String text =
        """
        -DOCSTART- -X- O O

        EU NNP I-NP I-ORG
        rejects VBZ I-VP O

        \t
        # O
        """;
    List<LocatedPair> pairs = read(format(PairFormat.CONLL), source("t", text.getBytes(UTF_8)));
    assertThat(pairs)
        .containsExactly(
            new LocatedPair("EU rejects", "I-ORG O", List.of(), "t", 3),
            new LocatedPair("#", "O", List.of(), "t", 7));
  }

  @Test
  void linesHaveNoTarget() throws IOException {
    assertThat(read("t.csv", "a,b\r\n\n \nc", format(PairFormat.LINES)))
        .containsExactly("a,b|", " |", "c|");
  }

  @Test
  void linesAreCountedInEveryFormat() throws IOException {
    byte[] tsv = "a\tx\n\n\nb\ty".getBytes(UTF_8);
    byte[] csv = "a,x\r\n\r\n\r\nb,y".getBytes(UTF_8);
    byte[] json = "{\"input\":1,\"target\":2}\n\n\n{\"input\":1,\"target\":2}".getBytes(UTF_8);
    byte[] fasttext = "__label__x a\n\n\n__label__y b".getBytes(UTF_8);
    for (TextSource source :
        List.of(
            source("t.tsv", tsv),
            source("t.csv", csv),
            source("t.jsonl", json),
            source("t.txt", fasttext))) {
      assertThat(read(PairChoices.NONE, source))
          .extracting(LocatedPair::line)
          .containsExactly(1L, 4L);
    }
    byte[] header = "i,t\n\"a\nb\",x\nb,y\n".getBytes(UTF_8);
    assertThat(read(columns("i", "t"), source("t.csv", header)))
        .extracting(LocatedPair::place)
        .containsExactly("t.csv, line 3", "t.csv, line 4");
  }

  @Test
  void textsAreJoinedEachInItsOwnForm() throws IOException {
    List<LocatedPair> pairs =
        read(
            PairChoices.NONE,
            source("a.tsv", "1\tx\n".getBytes(UTF_8)),
            source("b.csv", "2,y\n3,z".getBytes(UTF_8)),
            source("c", "__label__w 4".getBytes(UTF_8)));
    assertThat(pairs).extracting(LocatedPair::input).containsExactly("1", "2", "3", "4");
    assertThat(pairs)
        .extracting(LocatedPair::source)
        .containsExactly("a.tsv", "b.csv", "b.csv", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {
        "t.tsv|a\tb~c|line 2 has 1 value, and the target is number 2: t.tsv; correct the line,"
            + " or choose columns with --input and --target",
        "t.tsv|a;b|line 1 has 1 value, and the target is number 2: t.tsv; say what separates its"
            + " values: --delimiter ';'",
        "t.csv|a\tb|line 1 has 1 value, and the target is number 2: t.csv; say what separates its"
            + " values: --delimiter '\\t'",
        "t.tsv|a\tb~~c\td\te|line 3 has 3 values, the first line 2: t.tsv; correct the line",
        "t.tsv|a,b|line 1 has 1 value, and the target is number 2: t.tsv; separate its values by a"
            + " tab, or say --format csv if commas do",
        "t.tsv|{\"a\":1}|line 1 has 1 value, and the target is number 2: t.tsv; if this is JSON"
            + " Lines, say --format jsonl",
        "t.tsv|a b|line 1 has 1 value, and the target is number 2: t.tsv; separate its values by a"
            + " tab",
        "t.csv|a,b~\"c|what begins on line 2 cannot be read ",
        "t.csv|a,b~\"c\"d,e|what begins on line 2 cannot be read ",
        "t.csv|a,b~c|line 2 has 1 value, and the target is number 2: t.csv; ",
        "t.jsonl|[{\"input\":1}]|line 1 is a JSON array, not an object: t.jsonl; write each"
            + " element on a line of its own, as jq -c '.[]' does",
        "t.jsonl|{\"input\":1}|line 1 has no field target: t.jsonl; choose fields with --input and"
            + " --target; it has input",
        "t.jsonl|{\"input\":[1],\"target\":1}|line 1 cannot be read (input is an array): t.jsonl;",
        "t.jsonl|{\"input\":{},\"target\":1}|line 1 cannot be read (input is an object): t.jsonl;",
        "t.jsonl|{~\"input\":1}|line 1 cannot be read (",
        "t.jsonl|7|line 1 cannot be read (no object): t.jsonl; each line is to be a JSON object",
        "t.txt|__label__x a~b|line 2 has no label: t.txt; begin it with __label__ and its label",
        "t.txt|__label__x a~__label__ b|line 2 has no label: t.txt; ",
        "t.txt|__label__x __label__y b|line 1 has two labels: t.txt; leave it one",
        "t.tsv|~~|no pairs: t.tsv; name a text that has some",
        "t.csv|~|no pairs: t.csv; name a text that has some",
        "t.jsonl|~|no pairs: t.jsonl; name a text that has some"
      })
  void whatIsNoPairSaysWhereAndWhatToDo(String name, String text, String message) {
    assertThatThrownBy(() -> read(name, text.replace('~', '\n'), PairChoices.NONE))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTokenWithoutATagSaysWhereItIs() {
    assertThatThrownBy(() -> read("t", "a O\n\nb\n", format(PairFormat.CONLL)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("line 3 has no tag: t; write a token and its tag on each line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.tsv", "t.csv"})
  void aHeaderWithoutTheColumnListsThoseThatThereAre(String name) {
    String tab = name.endsWith("tsv") ? "\t" : ",";
    String text = " text" + tab + "label \na" + tab + "b\n";
    assertThatThrownBy(() -> read(name, text, columns("text", "target")))
        .hasMessage("no column target: " + name + "; its columns are text, label");
    assertThatThrownBy(() -> read(name, "a" + tab + "a\n", columns("a", "1")))
        .hasMessage("two columns a: " + name + "; rename one of them");
    assertThatThrownBy(() -> read(name, "", columns("a", "b")))
        .hasMessage("an empty table: " + name + "; name one with a header");
    assertThatThrownBy(() -> read(name, text, columns("text", "3")))
        .hasMessageStartingWith("line 2 has 2 values, and the target is number 3: " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.tsv", "t.csv", "t.jsonl", "t.txt"})
  void whatIsNotUtf8SaysAtWhichByte(String name) {
    String line =
        switch (name) {
          case "t.tsv" -> "a\tb\n";
          case "t.csv" -> "a,b\n";
          case "t.jsonl" -> "{\"input\":1,\"target\":2}\n";
          default -> "__label__x a\n";
        };
    byte[] bytes = (line + "\u00e9" + line).getBytes(ISO_8859_1);
    assertThatThrownBy(() -> read(PairChoices.NONE, source(name, bytes)))
        .isInstanceOfSatisfying(
            MalformedTextException.class, e -> assertThat(e.byteOffset()).isEqualTo(line.length()));
  }

  @Test
  void noMessageRepeatsALongText() {
    String header = "column,".repeat(20_000) + "x";
    assertThatThrownBy(() -> read("t.csv", header, columns("y".repeat(9000), "x")))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    String object = "{" + "\"k1\":1,".repeat(1) + "\"" + "k".repeat(9000) + "\":1}";
    assertThatThrownBy(() -> read("t.jsonl", object, PairChoices.NONE))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    assertThatThrownBy(() -> read("t.csv", "\"" + "k".repeat(90_000), PairChoices.NONE))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
  }

  @Test
  void aQuotationMarkThatIsNeverClosedDoesNotFillTheMemory() {
    var endless =
        new InputStream() {
          private long count;

          @Override
          public int read() {
            return count++ == 0 ? '"' : 'a';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
              target[offset + i] = (byte) read();
            }
            return length;
          }
        };
    TextSource source = new TextSource("t.csv", null, () -> endless);
    assertThatThrownBy(() -> read(PairChoices.NONE, source))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void pairsAreReadOneByOne() throws IOException {
    InputStream endless =
        new InputStream() {
          private int position;

          @Override
          public int read() {
            return "a\tb\n".charAt(position++ % 4);
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
              target[offset + i] = (byte) read();
            }
            return length;
          }
        };
    TextSource source = new TextSource("endless", null, () -> endless);
    try (PairStream pairs = PairStream.open(List.of(source), PairChoices.NONE)) {
      for (int i = 1; i <= 100_000; i++) {
        assertThat(pairs.next()).isEqualTo(new LocatedPair("a", "b", List.of(), "endless", i));
      }
    }
  }

  @Test
  void columnsOfWhatHasNoneAreRefused() {
    assertThatThrownBy(() -> new PairChoices("text", null, List.of(), PairFormat.FASTTEXT, null))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--format fasttext");
    assertThatThrownBy(() -> columns("0", "1").columns())
        .isInstanceOf(UserException.class)
        .hasMessage("columns are counted from 1: 0; give 1 for the first");
  }
}
