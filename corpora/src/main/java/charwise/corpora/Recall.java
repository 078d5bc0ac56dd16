package charwise.corpora;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A text that tests memory: "I grew up in Japan. … I speak Japanese." Each item is one line. Its
 * beginning names a country, then come sentences that have nothing to do with it, and its end asks
 * for the country's language. All answers are equally likely and begin with different letters, so
 * who has forgotten the country is right in one of {@value #ANSWERS} cases.
 *
 * <p>The same seed gives the same items on every machine.
 */
public final class Recall implements ItemGenerator {
  /** The name that stands for this text on the command line. */
  public static final String NAME = "recall";

  /** How many countries there are; chance is one in so many. */
  public static final int ANSWERS = 10;

  /** The shortest stretch between key and question: two full stops and a letter. */
  public static final int SHORTEST_LAG = 5;

  private static final String[][] COUNTRIES = {
    {"Japan", "Japanese"},
    {"France", "French"},
    {"Spain", "Spanish"},
    {"Italy", "Italian"},
    {"Greece", "Greek"},
    {"Poland", "Polish"},
    {"Turkey", "Turkish"},
    {"Norway", "Norwegian"},
    {"Hungary", "Hungarian"},
    {"Denmark", "Danish"}
  };

  private static final String BEGINNING = "I grew up in ";
  private static final String QUESTION = "I speak ";

  /** The parts of a sentence in order. */
  private static final List<List<String>> SENTENCE =
      List.of(
          List.of("she", "he", "we", "they", "my aunt", "the baker", "our dog", "a stranger"),
          List.of("saw", "found", "painted", "left", "sold", "carried", "liked", "mended"),
          List.of("the", "an old", "her", "a small", "every", "the last", "his", "one more"),
          List.of("boat", "lamp", "house", "letter", "clock", "apple", "garden", "violin"),
          List.of("by", "near", "behind", "above", "beside", "before", "below", "beyond"),
          List.of("the river", "the church", "town", "the market", "the hill", "home", "school"));

  /** A word of each number of letters, from one, to fill what is left. */
  private static final List<String> FILLING =
      List.of(
          "o",
          "so",
          "yes",
          "well",
          "maybe",
          "really",
          "quietly",
          "suddenly",
          "yesterday",
          "eventually",
          "unfortunate",
          "occasionally");

  private final long seed;
  private long next;

  /** The items of a seed. */
  public Recall(long seed) {
    this.seed = seed;
  }

  /**
   * One item, a line with its line feed.
   *
   * @param text from the first letter to the line feed
   * @param answer the index of the answer's first letter
   * @param answerLength its letters
   */
  public record Item(String text, int answer, int answerLength) {}

  /**
   * An item.
   *
   * @param number which one of the seed's, 0 or more
   * @param lag characters between the country and the question
   * @throws IllegalArgumentException if the lag is below {@link #SHORTEST_LAG}
   */
  public Item item(long number, int lag) {
    if (lag < SHORTEST_LAG) {
      throw new IllegalArgumentException("key and question are " + lag + " characters apart");
    }
    var random = SeededRandom.of(seed, number);
    String[] country = COUNTRIES[random.nextInt(COUNTRIES.length)];
    var text = new StringBuilder(BEGINNING).append(country[0]);
    fill(text, text.length() + lag, random);
    int answer = text.append(QUESTION).length();
    text.append(country[1]).append(".\n");
    return new Item(text.toString(), answer, country[1].length());
  }

  /** The length of the longest item of a lag. */
  public static int longestItem(int lag) {
    int longest = 0;
    for (String[] country : COUNTRIES) {
      longest = Math.max(longest, country[0].length() + country[1].length());
    }
    return BEGINNING.length() + lag + QUESTION.length() + longest + 2;
  }

  /**
   * Appends the next item, {@link #item}'s from number 0. Lags are spread evenly over their orders
   * of magnitude, from {@link #SHORTEST_LAG} to 1000.
   */
  @Override
  public void next(StringBuilder text) {
    long number = next++;
    double place = SeededRandom.of(seed, ~number).nextDouble();
    double lag = SHORTEST_LAG * StrictMath.pow(1000.0 / SHORTEST_LAG, place);
    text.append(item(number, (int) Math.round(lag)).text());
  }

  /** Appends the end of a sentence, then sentences, so that exactly {@code end} is reached. */
  private static void fill(StringBuilder text, int end, Random random) {
    text.append(". ");
    int part = 0;
    while (text.length() < end) {
      int room = end - text.length() - ". ".length();
      List<String> words = SENTENCE.get(part);
      String word = words.get(random.nextInt(words.size()));
      boolean fits = word.length() + ". ".length() + FILLING.size() < room;
      String next = fits ? word : filling(room);
      boolean last = !fits || part == SENTENCE.size() - 1;
      text.append(part == 0 ? capital(next) : next).append(last ? ". " : " ");
      part = last ? 0 : part + 1;
    }
  }

  /** A word that fills the room, or half of it if there is none so long. */
  private static String filling(int room) {
    return FILLING.get((room <= FILLING.size() ? room : room / 2 - 1) - 1);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
