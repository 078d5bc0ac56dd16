package charwise.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DatesTest {
  private static final List<String> LINES = Texts.beginning(new Dates(7), 100_000).lines().toList();

  @Test
  void theIsoFormIsTheSameDay() {
    for (String line : LINES) {
      String[] forms = line.split(" = ", -1);
      assertThat(forms).as(line).hasSize(2);
      LocalDate date = LocalDate.parse(forms[1]);
      assertThat(date.getYear()).isBetween(1900, 2099);
      assertThat(writings(date)).contains(forms[0]);
    }
  }

  @Test
  void everyLocaleOccurs() {
    Set<String> missing = new HashSet<>(Dates.LOCALES);
    for (String line : LINES) {
      String[] forms = line.split(" = ", -1);
      LocalDate date = LocalDate.parse(forms[1]);
      missing.removeIf(tag -> full(date, tag).equals(forms[0]));
    }
    assertThat(missing).isEmpty();
  }

  /** Else one form would have several ISO forms. */
  @Test
  void aWritingStandsForOneDayWithinALocale() {
    for (String tag : Dates.LOCALES) {
      for (FormatStyle style : List.of(FormatStyle.FULL, FormatStyle.LONG, FormatStyle.MEDIUM)) {
        Set<String> writings = new HashSet<>();
        LocalDate first = LocalDate.of(1999, 1, 1);
        Stream.iterate(first, date -> date.plusDays(1))
            .limit(730)
            .forEach(date -> assertThat(writings.add(write(date, tag, style))).isTrue());
      }
    }
  }

  /** Whoever knows the languages can tell every day, as numbers have the day first or last. */
  @Test
  void aWritingStandsForOneDayWhateverTheLocale() {
    Map<String, LocalDate> days = new HashMap<>();
    LocalDate first = LocalDate.of(2003, 1, 1);
    Stream.iterate(first, date -> date.plusDays(1))
        .limit(730)
        .forEach(
            date ->
                writings(date)
                    .forEach(
                        writing ->
                            assertThat(days.merge(writing, date, (one, other) -> one))
                                .as(writing)
                                .isEqualTo(date)));
  }

  @Test
  void ofOneInFourteenDayAndMonthAreNumbers() {
    long numbers = LINES.stream().filter(line -> line.matches("[\\d./ ]+ = .*")).count();
    assertThat((double) numbers / LINES.size()).isBetween(5 / 72.0 - 0.015, 5 / 72.0 + 0.015);
  }

  private static List<String> writings(LocalDate date) {
    return Dates.LOCALES.stream()
        .flatMap(
            tag ->
                Stream.of(FormatStyle.FULL, FormatStyle.LONG, FormatStyle.MEDIUM)
                    .map(style -> write(date, tag, style)))
        .toList();
  }

  private static String full(LocalDate date, String tag) {
    return write(date, tag, FormatStyle.FULL);
  }

  private static String write(LocalDate date, String tag, FormatStyle style) {
    return DateTimeFormatter.ofLocalizedDate(style)
        .withLocale(Locale.forLanguageTag(tag))
        .format(date);
  }
}
