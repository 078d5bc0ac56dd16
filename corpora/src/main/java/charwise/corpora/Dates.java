package charwise.corpora;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Dates as people of many languages write them, and in ISO 8601: {@code vendredi 3 mars 1972}, and
 * {@code 1972-03-03}. As a text, one a line, such as {@code vendredi 3 mars 1972 = 1972-03-03}:
 *
 * <pre>
 * line = date " = " year "-" month "-" day LF
 * date = a day from 1900 to 2099 in one of the {@link #LOCALES}, full, long or of medium length
 * </pre>
 *
 * Short forms are left out: 02/03/04 is another day in another country. So every date can be
 * decided, the one in fourteen whose day and month are numbers, too: where points divide them, the
 * day comes first ({@code 3.3.1972}), unless the year does ({@code 1972/03/03}). How dates are
 * written comes from the locale data of the Java runtime (Unicode CLDR 47 in Java 25). Another Java
 * may write some of them otherwise; the image of charwise brings its own along.
 */
public final class Dates implements PairGenerator {
  /** Language tags. The image holds the data of these alone. */
  static final List<String> LOCALES =
      List.of(
          "en-US", "en-GB", "fr", "de", "it", "es", "pt", "nl", "sv", "nb", "da", "fi", "pl", "cs",
          "hu", "ro", "tr", "el", "ru", "uk", "ja", "zh", "ko", "vi");

  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2099, 12, 31);

  private final long seed;
  private final List<DateTimeFormatter> formats;
  private long number;

  /**
   * The dates of a seed.
   *
   * @throws IllegalStateException if the Java runtime lacks the data of a locale
   */
  public Dates(long seed) {
    this.seed = seed;
    Set<Locale> known = new HashSet<>(Arrays.asList(Locale.getAvailableLocales()));
    this.formats = LOCALES.stream().flatMap(tag -> formats(tag, known)).toList();
  }

  private static Stream<DateTimeFormatter> formats(String tag, Set<Locale> known) {
    Locale locale = Locale.forLanguageTag(tag);
    if (!known.contains(locale)) {
      throw new IllegalStateException("this Java runtime has no data of the locale " + tag);
    }
    return Stream.of(FormatStyle.FULL, FormatStyle.LONG, FormatStyle.MEDIUM)
        .map(style -> DateTimeFormatter.ofLocalizedDate(style).withLocale(locale));
  }

  @Override
  public Pair nextPair() {
    Random random = SeededRandom.of(seed, number++);
    DateTimeFormatter format = formats.get(random.nextInt(formats.size()));
    int days = (int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1;
    LocalDate date = FIRST.plusDays(random.nextInt(days));
    return new Pair(format.format(date), date.toString());
  }

  @Override
  public void next(StringBuilder text) {
    Pair pair = nextPair();
    text.append(pair.input()).append(" = ").append(pair.target()).append('\n');
  }
}
