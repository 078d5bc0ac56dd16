package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PairsTest {
  static Stream<GeneratedPairs> all() {
    return Catalogue.pairs().stream();
  }

  @Test
  void allPairsAreAmongTheTexts() {
    assertThat(all().map(GeneratedPairs::name))
        .containsExactly("addition", "dates", "copy", "reverse", "lookahead", "stretched");
    for (GeneratedPairs pairs : Catalogue.pairs()) {
      assertThat(new Catalogue(name -> "").find(pairs.name())).isPresent();
      assertThat(Catalogue.findPairs(pairs.name())).contains(pairs);
    }
    assertThat(Catalogue.findPairs("abc")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTableHasAPairALineWithATabBetween(GeneratedPairs pairs) throws IOException {
    PairGenerator generator = pairs.start(9);
    for (String line : table(pairs, 20_000, 9).lines().toList()) {
      Pair pair = generator.nextPair();
      assertThat(line).isEqualTo(pair.input() + "\t" + pair.target());
      assertThat(line.split("\t", -1)).hasSize(2).doesNotContain("");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTableHasTheSizeThatIsAskedForAndItsSeedDecides(GeneratedPairs pairs) throws IOException {
    String whole = table(pairs, 20_000, 3);
    assertThat(whole.codePointCount(0, whole.length())).isBetween(20_000, 20_100);
    assertThat(whole).startsWith(table(pairs, 5_000, 3)).endsWith("\n");
    assertThat(table(pairs, 5_000, 4)).isNotEqualTo(table(pairs, 5_000, 3));
  }

  @ParameterizedTest
  @MethodSource("all")
  void pairsHardlyEverRepeat(GeneratedPairs pairs) {
    PairGenerator generator = pairs.start(5);
    Set<Pair> met = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      met.add(generator.nextPair());
    }
    assertThat(met).hasSizeGreaterThan(930); // the sums of two digits are only a hundred
  }

  /** As a text, sums and dates look as they always did; tables differ in nothing but the tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"addition|=", "dates|~ = ~"})
  void theTextsOfOldDivideTheSamePairsOtherwise(String name, String divider) throws IOException {
    GeneratedPairs pairs = Catalogue.findPairs(name).orElseThrow();
    GeneratedText text = (GeneratedText) new Catalogue(any -> "").find(name).orElseThrow();
    try (InputStream in = text.open(3_000, 7)) {
      assertThat(table(pairs, 10_000, 7)).startsWith(Texts.string(in).replace(divider, "\t"));
    }
  }

  @ParameterizedTest
  @CsvSource({"copy, 5, 30", "reverse, 5, 30", "lookahead, 5, 30"})
  void everyLengthIsAsLikely(String name, int least, int most) {
    int[] counts = new int[most + 1];
    for (Pair pair : some(name, 26_000)) {
      counts[pair.input().length()]++;
    }
    for (int length = 0; length <= most; length++) {
      assertThat(counts[length]).isBetween(length < least ? 0 : 850, length < least ? 0 : 1150);
    }
  }

  @Test
  void aCopyIsItsInputAndAReverseIsItBackwards() {
    for (Pair pair : some("copy", 1_000)) {
      assertThat(pair.input()).matches("[a-z]{5,30}").isEqualTo(pair.target());
    }
    for (Pair pair : some("reverse", 1_000)) {
      assertThat(pair.input()).matches("[a-z]{5,30}");
      assertThat(new StringBuilder(pair.input()).reverse()).hasToString(pair.target());
    }
    assertThat(some("copy", 9).stream().map(Pair::input))
        .isEqualTo(some("reverse", 9).stream().map(Pair::input).toList());
  }

  @Test
  void lookaheadShowsTheThirdLetterBehind() {
    for (Pair pair : some("lookahead", 1_000)) {
      String input = pair.input();
      assertThat(input).matches("[a-h]{5,30}");
      assertThat(pair.target()).hasSameSizeAs(input);
      for (int i = 0; i < input.length(); i++) {
        char expected = i + 3 < input.length() ? input.charAt(i + 3) : '.';
        assertThat(pair.target().charAt(i)).isEqualTo(expected);
      }
    }
    PairGenerator shortest =
        Catalogue.findPairs("lookahead").orElseThrow().start(1, new Lengths(1, 2));
    for (int i = 0; i < 20; i++) {
      Pair pair = shortest.nextPair();
      assertThat(pair.target()).isEqualTo(".".repeat(pair.input().length()));
    }
  }

  /** What stands before says nothing about the third letter behind. */
  @Test
  void lookaheadCannotBeGuessedFromTheLeft() {
    int[][] counts = new int[Lookahead.LETTERS][Lookahead.LETTERS];
    int all = 0;
    for (Pair pair : some("lookahead", 20_000)) {
      for (int i = 0; i + 3 < pair.input().length(); i++, all++) {
        counts[pair.input().charAt(i) - 'a'][pair.target().charAt(i) - 'a']++;
      }
    }
    int best = 0;
    for (int[] row : counts) {
      int most = 0;
      for (int count : row) {
        most = Math.max(most, count);
      }
      best += most;
    }
    assertThat((double) best / all).isBetween(0.125, 0.135);
  }

  @Test
  void whatIsStretchedCanBeFoundAgain() {
    for (Pair pair : some("stretched", 5_000)) {
      assertThat(pair.target()).matches("[aeiou]?([b-t&&[^aeiou]][aeiou])*[b-t&&[^aeiou]]?");
      assertThat(pair.target().length()).isBetween(3, 12);
      assertThat(pair.input().length()).isGreaterThanOrEqualTo(pair.target().length());
      assertThat(undone(pair.input())).isEqualTo(pair.target());
    }
  }

  /** Vowels and consonants take turns; of each turn the letter that is there most often counts. */
  private static String undone(String input) {
    var word = new StringBuilder();
    int start = 0;
    for (int i = 1; i <= input.length(); i++) {
      if (i == input.length() || isVowel(input.charAt(i)) != isVowel(input.charAt(start))) {
        String turn = input.substring(start, i);
        word.append(
            (char)
                turn.chars()
                    .boxed()
                    .max(
                        Comparator.comparingLong(
                            c -> turn.chars().filter(other -> other == c).count()))
                    .orElseThrow()
                    .intValue());
        start = i;
      }
    }
    return word.toString();
  }

  private static boolean isVowel(char letter) {
    return "aeiou".indexOf(letter) >= 0;
  }

  @Test
  void collapsingRunsIsWrongAtMoreThanATenth() {
    int wrong = 0;
    int letters = 0;
    int words = 0;
    List<Pair> pairs = some("stretched", 5_000);
    for (Pair pair : pairs) {
      String collapsed = pair.input().replaceAll("(.)\\1+", "$1");
      // A run that was not disturbed adds nothing, and one that was adds one letter or two.
      wrong += collapsed.length() - pair.target().length();
      words += collapsed.equals(pair.target()) ? 0 : 1;
      letters += pair.target().length();
    }
    assertThat((double) wrong / letters).isBetween(0.15, 0.22);
    assertThat((double) words / pairs.size()).isBetween(0.5, 0.7);
  }

  @Test
  void lengthsCanBeChosen() {
    assertThat(some("copy", new Lengths(7, 7))).allMatch(pair -> pair.input().length() == 7);
    assertThat(some("stretched", new Lengths(2, 3)).stream().map(pair -> pair.target().length()))
        .containsOnly(2, 3);
    assertThat(some("addition", new Lengths(3, 3)).stream().map(Pair::input))
        .allMatch(input -> input.matches("[1-9]\\d\\d\\+[1-9]\\d\\d"));
    for (Pair pair : some("addition", new Lengths(9, 9))) {
      String[] numbers = pair.input().split("\\+", -1);
      assertThat(Long.parseLong(numbers[0]) + Long.parseLong(numbers[1]))
          .isEqualTo(Long.parseLong(pair.target()));
    }
  }

  @Test
  void lengthsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Lengths(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lengths(4, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lengths(1, Lengths.LONGEST + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> some("dates", new Lengths(1, 3)));
    assertThatIllegalArgumentException().isThrownBy(() -> some("addition", new Lengths(1, 10)));
  }

  private static List<Pair> some(String name, int count) {
    return Stream.generate(Catalogue.findPairs(name).orElseThrow().start(11)::nextPair)
        .limit(count)
        .toList();
  }

  private static List<Pair> some(String name, Lengths lengths) {
    return Stream.generate(Catalogue.findPairs(name).orElseThrow().start(11, lengths)::nextPair)
        .limit(300)
        .toList();
  }

  private static String table(GeneratedPairs pairs, long size, long seed) throws IOException {
    try (InputStream in = pairs.open(size, seed)) {
      return Texts.string(in);
    }
  }
}
