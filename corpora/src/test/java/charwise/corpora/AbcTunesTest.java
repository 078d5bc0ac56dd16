package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class AbcTunesTest {
  private static final Pattern TUNE =
      Pattern.compile(
          """
          X:(?<number>\\d+)
          T:The [A-Z][a-z]+ [A-Z][a-z]+
          R:(jig|reel|polka|waltz)
          M:(?<metre>6/8|4/4|2/4|3/4)
          L:1/8
          K:(?<key>[A-G](m|dor|mix)?)
          (?<music>(\\|:[^:\n]+\\|\n[^:\n]+:\\|\n){2})\
          """);
  private static final Pattern NOTE = Pattern.compile("(?<pitch>[A-Ga-g])(?<length>[234]?)");
  private static final Map<String, Integer> EIGHTHS =
      Map.of("6/8", 6, "4/4", 8, "2/4", 4, "3/4", 6);

  private static final List<Matcher> TUNES =
      Arrays.stream(Texts.beginning(new AbcTunes(7), 100_000).split("\n\n", -1))
          .filter(tune -> !tune.isEmpty())
          .map(tune -> TUNE.matcher(tune + "\n"))
          .toList();

  @Test
  void everyTuneFollowsTheGrammarAndIsNumbered() {
    int number = 0;
    for (Matcher tune : TUNES) {
      assertThat(tune.matches()).isTrue();
      assertThat(Integer.parseInt(tune.group("number"))).isEqualTo(++number);
    }
    assertThat(number).isGreaterThan(200);
  }

  @Test
  void everyBarIsFull() {
    for (Matcher tune : TUNES) {
      assertThat(tune.matches()).isTrue();
      for (String part : parts(tune)) {
        assertThat(bars(part)).hasSize(8);
        for (String bar : bars(part)) {
          assertThat(bar.replaceAll(NOTE.pattern(), "").trim()).isEmpty();
          assertThat(notes(bar).stream().mapToInt(AbcTunesTest::length).sum())
              .as(bar)
              .isEqualTo(EIGHTHS.get(tune.group("metre")));
        }
      }
    }
  }

  @Test
  void everyPartEndsOnTheKeynote() {
    for (Matcher tune : TUNES) {
      assertThat(tune.matches()).isTrue();
      for (String part : parts(tune)) {
        assertThat(notes(part).getLast().group("pitch"))
            .isEqualToIgnoringCase(tune.group("key").substring(0, 1));
      }
    }
  }

  @Test
  void theBeginningOfEachPartReturns() {
    for (Matcher tune : TUNES) {
      assertThat(tune.matches()).isTrue();
      for (String part : parts(tune)) {
        assertThat(bars(part).subList(4, 6)).isEqualTo(bars(part).subList(0, 2));
      }
    }
  }

  @Test
  void theMelodyMovesMostlyBySteps() {
    List<Integer> intervals = new ArrayList<>();
    for (Matcher tune : TUNES) {
      assertThat(tune.matches()).isTrue();
      List<MatchResult> notes = notes(tune.group("music"));
      for (int i = 1; i < notes.size(); i++) {
        intervals.add(Math.abs(place(notes.get(i)) - place(notes.get(i - 1))));
      }
    }
    assertThat(intervals).allMatch(interval -> interval <= 12);
    assertThat(intervals.stream().filter(interval -> interval <= 1).count())
        .isGreaterThan(intervals.size() / 2);
  }

  private static List<String> parts(Matcher tune) {
    return Arrays.stream(tune.group("music").split("\\|:", -1))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static List<String> bars(String part) {
    return Arrays.stream(part.split("\\|", -1))
        .map(bar -> bar.replace(":", "").trim())
        .filter(bar -> !bar.isEmpty())
        .toList();
  }

  private static List<MatchResult> notes(String music) {
    return NOTE.matcher(music).results().toList();
  }

  private static int length(MatchResult note) {
    return note.group("length").isEmpty() ? 1 : Integer.parseInt(note.group("length"));
  }

  /** Steps above middle C. */
  private static int place(MatchResult note) {
    return "CDEFGABcdefgab".indexOf(note.group("pitch"));
  }
}
