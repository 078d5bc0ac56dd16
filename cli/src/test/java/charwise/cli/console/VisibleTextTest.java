package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
  @Test
  void plainTextStaysAsItIs() {
    assertThat(VisibleText.line("Grüße, 世界 🙂")).isEqualTo("Grüße, 世界 🙂");
  }

  @Test
  void escapeSequencesLoseTheirPower() {
    assertThat(VisibleText.line("\u001b[2Jgone")).isEqualTo("\\x1b[2Jgone");
    assertThat(VisibleText.line("a\u009b31mb")).isEqualTo("a\\x9b31mb");
    assertThat(VisibleText.line("bell\u0007 del\u007f")).isEqualTo("bell\\x07 del\\x7f");
  }

  @Test
  void aLineStaysOneLine() {
    assertThat(VisibleText.line("a\nb\rc\td\u2028e")).isEqualTo("a\\nb\\rc\\td\\u2028e");
  }

  @Test
  void linesKeepTheirLayoutButNotTheirControls() {
    assertThat(VisibleText.lines("a\n\tb\rc\u001b")).isEqualTo("a\n\tb\\rc\\x1b");
  }

  @Test
  void marksThatReorderTextAreSpelledOut() {
    assertThat(VisibleText.line("user\u202enimda")).isEqualTo("user\\u202enimda");
  }

  @Test
  void charactersAreNamedByGlyphAndNumber() {
    assertThat(VisibleText.codePoint('é')).isEqualTo("'é' (U+00E9)");
    assertThat(VisibleText.codePoint(0x1F642)).isEqualTo("'🙂' (U+1F642)");
    assertThat(VisibleText.codePoint(7)).isEqualTo("U+0007");
  }
}
