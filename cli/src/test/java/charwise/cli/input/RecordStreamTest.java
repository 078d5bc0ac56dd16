package charwise.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.UserException;
import charwise.engine.data.MalformedTextException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordStreamTest {

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
    try (InputStream records = RecordStream.open("all", all, "a")) {
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
        "a,b~1,2~3|record 2 has 1 values, the header 2: t; correct the record",
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
        "a,b~1,2~\"3,4|record 2 cannot be read (",
        "a,b~\"1\"x,2|record 1 cannot be read (",
        "{\"a\":1}~~{\"a\"}|record 2 cannot be read (",
        "{\"a\":1}~[2]|record 2 cannot be read (no object): t; each line is to be a JSON object",
        "{\"a\":[2]}|record 1 cannot be read (a is an array): t;",
        "{\"a\":{\"b\":2}}|record 1 cannot be read (a is an object): t;"
      })
  void aMalformedRecordIsNamedByItsNumber(String text, String beginning) {
    assertThatThrownBy(() -> read("t", text.replace('~', '\n'), "a"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(beginning);
  }

  @Test
  void malformedUtf8IsNamedByItsOffset() {
    byte[] table = "a,b\nx?,1\n".getBytes(UTF_8);
    table[5] = (byte) 0xFF;
    assertThatThrownBy(
            () -> RecordStream.open("t", new ByteArrayInputStream(table), "a").readAllBytes())
        .isInstanceOf(MalformedTextException.class)
        .hasMessageContaining("byte offset 5");
  }

  private static String read(String name, String text, String column) throws IOException {
    var in = new ByteArrayInputStream(text.getBytes(UTF_8));
    try (InputStream records = RecordStream.open(name, in, column)) {
      return new String(records.readAllBytes(), UTF_8);
    }
  }
}
