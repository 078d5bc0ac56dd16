package charwise.corpora;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Dance tunes in ABC notation (version 2.1), by a small grammar:
 *
 * <pre>
 * tune  = "X:" number LF "T:" title LF "R:" dance LF "M:" metre LF "L:1/8" LF "K:" key LF
 *         part part LF
 * part  = "|:" bar "|" bar "|" bar "|" bar "|" LF bar "|" bar "|" bar "|" bar ":|" LF
 * bar   = group [" " group ...], as many eighths as the metre has
 * group = note [note ...], the notes of a beat
 * note  = pitch ["2" | "3" | "4"], its length in eighths
 * </pre>
 *
 * <p>The first two bars of a part return as its fifth and sixth. Each bar has a chord of the key;
 * beats begin on its notes, and between them the melody mostly moves by steps. A part ends on the
 * keynote, and the second begins higher. Sharps and flats are those of the key, so none is written.
 * See {@link AbcMelody} for pitches.
 */
public final class AbcTunes implements ItemGenerator {
  private static final int BARS = 8;
  private static final int BARS_OF_A_LINE = 4;

  private static final List<String> ADJECTIVES =
      List.of(
          "Merry",
          "Lonely",
          "Crooked",
          "Golden",
          "Drunken",
          "Frosty",
          "Wandering",
          "Old",
          "Morning",
          "Silver",
          "Rambling",
          "Quiet");
  private static final List<String> NOUNS =
      List.of(
          "Miller",
          "Harbour",
          "Piper",
          "Orchard",
          "Tinker",
          "Bridge",
          "Goose",
          "Weaver",
          "Road",
          "Candle",
          "Fiddle",
          "Stranger");

  private final long seed;
  private long number;

  /**
   * A kind of dance.
   *
   * @param name as the field R names it
   * @param metre as the field M names it
   * @param beats of a bar
   * @param rhythms the ways to fill a beat, in eighths; the likelier the more often
   */
  private record Dance(String name, String metre, int beats, List<List<Integer>> rhythms) {
    int eighths() {
      return rhythms.getFirst().stream().mapToInt(length -> length).sum();
    }
  }

  private static final List<List<Integer>> TWOS = List.of(List.of(1, 1), List.of(1, 1), List.of(2));

  private static final List<Dance> DANCES =
      List.of(
          new Dance(
              "jig",
              "6/8",
              2,
              List.of(
                  List.of(1, 1, 1),
                  List.of(1, 1, 1),
                  List.of(1, 1, 1),
                  List.of(2, 1),
                  List.of(2, 1),
                  List.of(3))),
          new Dance(
              "reel",
              "4/4",
              2,
              List.of(
                  List.of(1, 1, 1, 1),
                  List.of(1, 1, 1, 1),
                  List.of(1, 1, 1, 1),
                  List.of(2, 1, 1),
                  List.of(2, 1, 1),
                  List.of(3, 1),
                  List.of(2, 2))),
          new Dance("polka", "2/4", 2, TWOS),
          new Dance("waltz", "3/4", 3, TWOS));

  /** The tunes of a seed. */
  public AbcTunes(long seed) {
    this.seed = seed;
  }

  @Override
  public void next(StringBuilder text) {
    Random random = SeededRandom.of(seed, number++);
    Dance dance = any(DANCES, random);
    AbcKey key = any(AbcKey.ALL, random);
    text.append("X:").append(number).append('\n');
    text.append("T:The ").append(any(ADJECTIVES, random)).append(' ');
    text.append(any(NOUNS, random)).append('\n');
    text.append("R:").append(dance.name()).append('\n');
    text.append("M:").append(dance.metre()).append('\n');
    text.append("L:1/8\n");
    text.append("K:").append(key.name()).append('\n');
    part(text, dance, new AbcMelody(key, false, random), random);
    part(text, dance, new AbcMelody(key, true, random), random);
    text.append('\n');
  }

  private static void part(StringBuilder text, Dance dance, AbcMelody melody, Random random) {
    List<String> bars = new ArrayList<>();
    for (int bar = 0; bar < BARS; bar++) {
      boolean repeated = bar == 4 || bar == 5;
      bars.add(repeated ? bars.get(bar - 4) : bar(bar, dance, melody, random));
    }
    text.append("|:");
    for (int bar = 0; bar < BARS; bar++) {
      boolean last = bar == BARS - 1;
      text.append(bars.get(bar)).append(last ? ":|" : "|");
      text.append((bar + 1) % BARS_OF_A_LINE == 0 ? "\n" : "");
    }
  }

  private static String bar(int bar, Dance dance, AbcMelody melody, Random random) {
    var text = new StringBuilder();
    for (int beat = 0; beat < dance.beats(); beat++) {
      text.append(beat == 0 ? "" : " ");
      if (bar == BARS - 1 && beat == dance.beats() - 1) {
        melody.close(text, dance.eighths());
      } else {
        melody.beat(text, bar, any(dance.rhythms(), random));
      }
    }
    return text.toString();
  }

  static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
