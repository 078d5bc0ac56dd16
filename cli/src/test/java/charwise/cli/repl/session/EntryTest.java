package charwise.cli.repl.session;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.repl.session.Entry.Beginning;
import charwise.cli.repl.session.Entry.Call;
import charwise.cli.repl.session.Entry.Nothing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
  @Test
  void aLineIsABeginningAsItStands() {
    assertThat(Entry.of("  The old man ")).isEqualTo(new Beginning("  The old man "));
    assertThat(Entry.of(" ")).isEqualTo(new Beginning(" "));
    assertThat(Entry.of("")).isEqualTo(new Nothing());
  }

  @Test
  void aSlashAndALetterBeginACommand() {
    assertThat(Entry.of("/more")).isEqualTo(new Call("more", ""));
    assertThat(Entry.of("/set stop  x ")).isEqualTo(new Call("set", "stop  x "));
    assertThat(Entry.of("/usr/bin/env sh")).isEqualTo(new Call("usr/bin/env", "sh"));
    assertThat(Entry.of("/")).isEqualTo(new Call("", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"// comment", "/* comment */", "/ 2", " /more", "/2"})
  void otherSlashesBelongToTheText(String line) {
    assertThat(Entry.of(line)).isEqualTo(new Beginning(line));
  }

  @Test
  void threeQuotesHoldSeveralLines() {
    assertThat(Entry.isOpen("\"\"\"")).isTrue();
    assertThat(Entry.isOpen("\"\"\"\nKING:")).isTrue();
    assertThat(Entry.isOpen("\"\"\"\nKING:\n\"\"\"")).isFalse();
    assertThat(Entry.of("\"\"\"\nKING:\nOh\n\"\"\"")).isEqualTo(new Beginning("KING:\nOh\n"));
    assertThat(Entry.of("\"\"\"KING:\nOh\"\"\"")).isEqualTo(new Beginning("KING:\nOh"));
  }

  @Test
  void threeQuotesHoldWhatWouldBeACommandOrNothing() {
    assertThat(Entry.of("\"\"\"/more\"\"\"")).isEqualTo(new Beginning("/more"));
    assertThat(Entry.of("\"\"\"\"\"\"")).isEqualTo(new Beginning(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a \"\"\"", "\"\"\"a\"\"\"", "\"\"\"\"\"\"", "\"\""})
  void otherLinesAreComplete(String line) {
    assertThat(Entry.isOpen(line)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"\"", "\"\"\"\"", "\"\"\"\"\"", "\"\"\"a\"\"\" b"})
  void quotesThatAreNotClosedAtTheEndStayOpen(String line) {
    assertThat(Entry.isOpen(line)).isTrue();
  }
}
