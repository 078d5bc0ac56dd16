package charwise.cli.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchPatternTest {
  private static final String KNOWN = "\n !\"#&()*+-.0123456789<>?@ABKZ[\\]^_abcxyz{|}~éß中😀😎";
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(Units.CODEPOINT, KNOWN.codePoints().sorted().toArray());

  private static PatternConstraint constraint(String pattern, int length) {
    return PatternConstraint.of(pattern, VOCABULARY, Items.NONE, length, "--length");
  }

  /** Whether a text is one that a pattern allows, unit by unit. */
  private static boolean matches(String pattern, String text) {
    int[] units = text.codePoints().toArray();
    PatternConstraint constraint = constraint(pattern, 1000);
    int state = constraint.start();
    for (int i = 0; i < units.length && state >= 0; i++) {
      state = constraint.next(state, VOCABULARY.id(units[i]), 1000);
    }
    return state >= 0 && constraint.isComplete(state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K[a-z]{4}",
        "^a+$",
        "(a|b)*c",
        "(?:ab)?c",
        "a{2,3}",
        "a{2,}",
        "[^a-c]",
        ".",
        ".{3}",
        "\\d\\d",
        "[\\da]+",
        "\\w+",
        "\\W",
        "\\s*a",
        "\\S",
        "\\D",
        "a|",
        "(|b)c",
        "",
        "()",
        "\\.",
        "[.]",
        "[a-]",
        "[-a]",
        "[\\]]",
        "[a^]",
        "a\"b\"",
        "\"",
        "a@b",
        "#",
        "a&b",
        "~a",
        "<a>",
        "[&#~@\"<>]+",
        "é",
        "ß+",
        "[é-中]",
        "😀",
        "[😀-😎]{2}",
        "[^😀]",
        ".😎",
        "[ß-😎]",
        "\\p{L}+",
        "\\P{L}",
        "[\\p{Nd}_]+",
        "\\p{Lu}é",
        "\\\\",
        "\\n",
        "[\\n\\t]",
        "\\{\\}"
      })
  void matchesWhatJavaMatches(String pattern) {
    SplittableRandom random = new SplittableRandom(pattern.hashCode());
    List<String> texts = new ArrayList<>(List.of("", "ab", "Kabcx", "abc", "c", "a\"b\"", "a@b"));
    int[] units = KNOWN.codePoints().toArray();
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(4); length > 0; length--) {
        text.appendCodePoint(
            random.nextBoolean() || pattern.isEmpty()
                ? units[random.nextInt(units.length)]
                : pattern.codePointAt(random.nextInt(pattern.length())));
      }
      if (text.codePoints().allMatch(c -> VOCABULARY.id(c) >= 0)) {
        texts.add(text.toString());
      }
    }
    Pattern expected = Pattern.compile(pattern);
    for (String text : texts) {
      assertThat(matches(pattern, text))
          .as("%s: %s", pattern, text)
          .isEqualTo(expected.matcher(text).matches());
    }
  }

  private static final String CASES = "kK\u212AsSſaAbzZ_[éÉßẞσςΣ中ǆǅǄжЖ1";
  private static final Vocabulary IN_CASES =
      Vocabulary.of(Units.CODEPOINT, CASES.codePoints().sorted().toArray());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k",
        "K",
        "\u212A",
        "s",
        "ſ",
        "É",
        "ẞ",
        "ς",
        "ǅ",
        "Ж",
        "[k]",
        "[^k]",
        "[a-z]",
        "[A-Z]",
        "[^A-Z]",
        "[A-z]",
        "[a-]",
        "[-a]",
        "[é-ж]",
        "[А-Я]",
        "\\p{Lu}",
        "\\p{Ll}",
        "\\P{Lu}",
        "[\\p{Lu}_]",
        "\\w",
        "[\\dk]",
        "(k|1)?s",
        "^a$",
        "[ß-ς]",
        ".",
        "[k-s中]{2}"
      })
  void withoutCaseMatchesWhatJavaMatches(String pattern) {
    Pattern expected = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    PatternConstraint constraint =
        PatternConstraint.of("(?i)" + pattern, IN_CASES, Items.NONE, 9, "--length");
    for (int first : CASES.codePoints().toArray()) {
      int state = constraint.next(constraint.start(), IN_CASES.id(first), 9);
      assertThat(state >= 0 && constraint.isComplete(state))
          .as("%s: %s", pattern, Character.toString(first))
          .isEqualTo(expected.matcher(Character.toString(first)).matches());
      for (int second : CASES.codePoints().toArray()) {
        int next = state < 0 ? state : constraint.next(state, IN_CASES.id(second), 9);
        String text = Character.toString(first) + Character.toString(second);
        assertThat(next >= 0 && constraint.isComplete(next))
            .as("%s: %s", pattern, text)
            .isEqualTo(expected.matcher(text).matches());
      }
    }
  }

  @Test
  void foldingIsThatOfUnicodeWhereJavaDiffers() {
    Vocabulary turkish = Vocabulary.of(Units.CODEPOINT, "Iiİı".codePoints().sorted().toArray());
    PatternConstraint constraint =
        PatternConstraint.of("(?i)i", turkish, Items.NONE, 9, "--length");
    assertThat("Iiİı".codePoints().map(turkish::id))
        .filteredOn(id -> constraint.next(constraint.start(), id, 9) >= 0)
        .containsExactlyInAnyOrder(turkish.id('i'), turkish.id('I'));
    PatternConstraint sharp = PatternConstraint.of("(?i)ß", IN_CASES, Items.NONE, 9, "--length");
    assertThat(sharp.next(sharp.start(), IN_CASES.id('ẞ'), 9)).isNotNegative();
  }

  @ParameterizedTest
  @CsvSource({
    "'a^b', says nothing",
    "'a(?i)b', '(?i) is not supported; of flags, only (?i) at the beginning is'",
    "'(?i)(?i)b', '(?i) is not supported; of flags'",
    "'(?s).', (?s) is not supported",
    "'(?im)a', (?im) is not supported",
    "'(?i:a)b', (?i: is not supported",
    "'a(?=b)', (?",
    "'*a', nothing to repeat before *",
    "'(+)', nothing to repeat before +",
    "'a{2', {2 is not",
    "'a{,3}', '{,3 is not'",
    "'a{5000}', more than 1000 repetitions",
    "'[a-z', [ without ]",
    "'[[a]]', a class within a class",
    "'a\\', a backslash at the end",
    "'\\bword', \\b is not known",
    "'(a)\\1', \\1 is not known",
    "'[\\D]', within a class",
    "'a*?', a lazy quantifier",
    "'x{9}?', a lazy quantifier",
    "'a++', a possessive quantifier",
    "'a**', two quantifiers in a row",
    "'\\p', without a name",
    "'\\p{Nonsense}', no such property",
    "'([a-z]{0,100}){0,100}', amount to more than 400 characters",
    "'(a', ( without )",
    "'(a|(b)', ( without )",
    "'a)', ) without ("
  })
  void whatIsNotUnderstoodIsRefused(String pattern, String reason) {
    assertThatThrownBy(() -> constraint(pattern, 100))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(reason)
        .hasMessageEndingWith(": --match " + pattern + "; see: charwise help sample");
  }

  @Test
  @Timeout(30)
  void theLargestPatternTakesSecondsNotMinutes() {
    assertThat(constraint("([a-z]{0,20}){0,20}", 100).start()).isNotNegative();
  }

  @Test
  void whatTheModelLacksIsNamed() {
    assertThatThrownBy(() -> constraint("a[qr]ö", 100))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessageStartingWith(
            "the model has never seen the character 'q' (U+0071), the character 'r' (U+0072), the"
                + " character 'ö' (U+00F6): --match a[qr]ö; ");
    assertThatThrownBy(() -> constraint("[d-f]|g|h|i|j", 100)).hasMessageContaining(" and 1 more");
    assertThat(matches("[a-z]ö|b", "b")).isTrue();
  }

  @Test
  void whereLinesAreItemsNoTextHasALineFeed() {
    assertThatThrownBy(() -> PatternConstraint.of("a\\nb", VOCABULARY, Items.LINE, 9, "--length"))
        .hasMessageStartingWith("the model can write no text that matches: ");
  }

  @Test
  void noBeginningIsAllowedThatCannotBeCompletedInTime() {
    PatternConstraint constraint = constraint("a(bb)*c", 5);
    int begun = constraint.next(constraint.start(), VOCABULARY.id('a'), 4);
    assertThat(constraint.next(begun, VOCABULARY.id('b'), 3)).isNotNegative();
    assertThat(constraint.next(begun, VOCABULARY.id('b'), 1)).isNegative();
    assertThatThrownBy(() -> constraint("a(bb)+c", 3))
        .hasMessage(
            "the shortest text that matches has 4 characters: --match a(bb)+c; raise --length,"
                + " which is 3");
  }

  @Test
  void patternsForBytesAreAscii() {
    Vocabulary bytes = Vocabulary.of(Units.BYTE, new int[] {'a', 0xC3, 0xA9});
    PatternConstraint any = PatternConstraint.of("a.", bytes, Items.NONE, 9, "--length");
    int begun = any.next(any.start(), 0, 1);
    assertThat(any.isComplete(any.next(begun, bytes.id(0xC3), 0))).isTrue();
    assertThatThrownBy(() -> PatternConstraint.of("é", bytes, Items.NONE, 9, "--length"))
        .hasMessageContaining("ASCII");
  }
}
