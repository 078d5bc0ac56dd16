package charwise.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.Console;
import charwise.cli.console.Surroundings;
import charwise.cli.console.UserException;
import charwise.engine.data.MalformedTextException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnTextTest {
  private static final ByteArrayOutputStream ERR = new ByteArrayOutputStream();
  private static final Console CONSOLE =
      new Console(
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          ERR,
          Surroundings.plain(Path.of("")));

  @BeforeEach
  void forget() {
    ERR.reset();
  }

  @Test
  void aNumberIsAColumnOfATableWithoutNames() throws IOException {
    assertThat(read("t.csv", "1,anna\n2,bert\n", "2")).isEqualTo("anna\nbert\n");
    assertThat(read("t.tsv", "1\tanna\n2\tbert\n", "2")).isEqualTo("anna\nbert\n");
    assertThat(read("t.jsonl", "{\"2\":\"anna\"}\n", "2")).isEqualTo("anna\n");
  }

  @Test
  void formatAndDelimiterAreWhatIsSaid() throws IOException {
    assertThat(read("id;name\n1;\"a;b\"\n", new ColumnChoice("name", null, ';')))
        .isEqualTo("a;b\n");
    assertThat(read("id\tname\n1\t\"a\n", new ColumnChoice("name", null, '\t'))).isEqualTo("\"a\n");
    assertThat(read("id\tname\n1\t\"a\n", new ColumnChoice("name", TableFormat.TSV, null)))
        .isEqualTo("\"a\n");
    assertThat(read("{,name\n1,anna\n", new ColumnChoice("name", TableFormat.CSV, null)))
        .isEqualTo("anna\n");
    assertThatThrownBy(() -> read("t.csv", "id;name\n1;anna\n", "name"))
        .hasMessage(
            "no column name: t.csv; its columns are id;name; if they are several, add --delimiter"
                + " ';'");
  }

  @Test
  void recordsWithoutTheFieldAreCounted() throws IOException {
    read("t.jsonl", "{\"a\":1}\n{\"b\":2}\n{\"a\":null}\n{}\n", "a");
    assertThat(ERR.toString(UTF_8))
        .isEqualTo("t.jsonl: 2 of 4 records without the field a, an empty line each\n");
    ERR.reset();
    read("t.jsonl", "{\"a\":1}\n{\"a\":null}\n", "a");
    assertThat(ERR.toString(UTF_8)).isEmpty();
  }

  private static String read(String text, ColumnChoice choice) throws IOException {
    var in = new ByteArrayInputStream(text.getBytes(UTF_8));
    try (InputStream lines = ColumnText.open("standard input", in, choice, CONSOLE::note)) {
      return new String(lines.readAllBytes(), UTF_8);
    }
  }

  @Test
  void aColumnOfATableIsALineForEachRecord() throws IOException {
    assertThat(read("t.csv", "id,name\n1,anna\n2,\n3,bert\n", "name")).isEqualTo("anna\n\nbert\n");
  }

  @Test
  void quotedValuesMayHoldCommasQuotationMarksAndLineBreaks() throws IOException {
    String table = "\"the text\",n\r\n\"a, b\",1\r\n\"say \"\"x\"\"\",2\r\n\"two\r\nlines\",3\r\n";
    assertThat(read("t.csv", table, "the text")).isEqualTo("a, b\nsay \"x\"\ntwo lines\n");
  }

  @Test
  void spacesAroundNamesOfColumnsDoNotCount() throws IOException {
    assertThat(read("t.csv", "id, name\n1,anna\n", "name")).isEqualTo("anna\n");
    assertThatThrownBy(() -> read("t.csv", "id, name\n1,anna\n", "nom"))
        .hasMessageContaining("its columns are id, name");
  }

  @Test
  void aQuotationMarkThatIsNotClosedIsNamedInOurWords() {
    assertThatThrownBy(() -> read("t.csv", "name\n\"anna\nbert\n", "name"))
        .hasMessageContaining("(a quotation mark is not closed): t.csv");
  }

  @Test
  void emptyLinesAndAByteOrderMarkArePassedOver() throws IOException {
    assertThat(read("t.csv", "\uFEFFname,n\n\nä,1\n\n😀,2", "name")).isEqualTo("ä\n😀\n");
  }

  @Test
  void tabsSeparateInTsvAndQuotationMarksMeanNothing() throws IOException {
    assertThat(read("t.tsv", "a\tb\n\"x\" y, z\t1\n", "a")).isEqualTo("\"x\" y, z\n");
  }

  @Test
  void aFieldOfJsonLinesIsALineForEachRecord() throws IOException {
    String lines =
        """
        {"name": "an\\u00e4", "n": 1.5}

        {"n": true, "name": null}
        {"n": -3e0, "name": "two\\nlines", "more": [1, {"name": 2}]}
        {}
        """;
    assertThat(read("t.jsonl", lines, "name")).isEqualTo("anä\n\ntwo lines\n\n");
    assertThat(read("standard input", "\uFEFF \n" + lines, "n")).isEqualTo("1.5\ntrue\n-3e0\n\n");
  }

  @Test
  void aJsonArrayIsRefusedInAShortMessage() {
    String array = "[{\"a\":1}," + "{\"a\":2},".repeat(100_000) + "{}]";
    assertThatThrownBy(() -> read("t.json", array, "a"))
        .hasMessageStartingWith("a JSON array, not JSON Lines: t.json; ");
    assertThatThrownBy(() -> read("t.csv", "x" + "y,x".repeat(100_000), "a"))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000));
  }

  @Test
  void whatIsReadBeforeAMalformedRecordIsNotLost() throws IOException {
    InputStream good = new ByteArrayInputStream("{\"a\":\"b\"}\n".repeat(50_000).getBytes(UTF_8));
    InputStream broken = new ByteArrayInputStream("{".getBytes(UTF_8));
    var all = new SequenceInputStream(good, broken);
    try (InputStream records = open("all", all, "a")) {
      assertThat(new String(records.readNBytes(100_000), UTF_8)).isEqualTo("b\n".repeat(50_000));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {
        "id,name~1,x|no column a: t; its columns are id, name",
        "a,b,a~1,2,3|two columns a: t; rename one of them",
        "a,b~1,2~3,4,5|line 3 has 3 values, the first line 2: t; correct the line",
        "b,a~1,2~3|line 3 has 1 value, and the column is number of a: t; correct the line, or"
            + " choose columns with --column",
        "a,b~~,1|every value of the column is empty: t; name another with --column",
        "a,b~|no records: t; name a text that has some",
        "$$|an empty table: t; name one with a header",
        "$ $|an empty table: t; name one with a header",
        "{\"b\":1,\"c\":2}|no field a: t; the fields of its first record are b, c"
      })
  void whatCannotBeReadSaysWhyAndWhatToDo(String text, String message) {
    assertThatThrownBy(() -> read("t", text.strip().replace('~', '\n'), "a"))
        .isInstanceOf(UserException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {
        "a,b~1,2~\"3,4|what begins on line 3 cannot be read (a quotation mark is not closed)",
        "a,b~\"1\"x,2|what begins on line 2 cannot be read (text follows a closing",
        "{\"a\":1}~~{\"a\"}|line 3 cannot be read (",
        "{\"a\":1}~2|line 2 cannot be read (no object): t; each line is to be a JSON object",
        "{\"a\":[2]}|line 1 cannot be read (a is an array): t;",
        "{\"a\":{\"b\":2}}|line 1 cannot be read (a is an object): t;"
      })
  void aMalformedRecordIsNamedByItsLine(String text, String beginning) {
    assertThatThrownBy(() -> read("t", text.replace('~', '\n'), "a"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(beginning);
  }

  @Test
  void malformedUtf8IsNamedByItsOffset() {
    byte[] table = "a,b\nx?,1\n".getBytes(UTF_8);
    table[5] = (byte) 0xFF;
    assertThatThrownBy(() -> open("t", new ByteArrayInputStream(table), "a").readAllBytes())
        .isInstanceOf(MalformedTextException.class)
        .hasMessageContaining("byte offset 5");
  }

  private static String read(String name, String text, String column) throws IOException {
    var in = new ByteArrayInputStream(text.getBytes(UTF_8));
    try (InputStream records = open(name, in, column)) {
      return new String(records.readAllBytes(), UTF_8);
    }
  }

  private static InputStream open(String name, InputStream in, String column) throws IOException {
    return ColumnText.open(name, in, new ColumnChoice(column, null, null), CONSOLE::note);
  }
}
