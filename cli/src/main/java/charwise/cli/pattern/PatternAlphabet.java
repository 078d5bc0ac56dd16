package charwise.cli.pattern;

import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The characters that may occur in a pattern or in a text that a model writes. Those beyond ASCII
 * are replaced by 16-bit symbols in the same order, since the automaton library knows no others.
 */
final class PatternAlphabet {
  private static final int FIRST_SYMBOL = 0x80;

  private final int[] beyondAscii;

  PatternAlphabet(int[] pattern, Vocabulary vocabulary) {
    IntStream units = IntStream.range(0, vocabulary.size()).map(vocabulary::unit);
    beyondAscii =
        IntStream.concat(units, Arrays.stream(pattern))
            .filter(unit -> !isAscii(unit))
            .sorted()
            .distinct()
            .toArray();
  }

  static boolean isAscii(int unit) {
    return unit < FIRST_SYMBOL;
  }

  /** The symbol for a unit of the vocabulary or a character of the pattern. */
  char symbol(int unit) {
    return isAscii(unit)
        ? (char) unit
        : (char) (FIRST_SYMBOL + Arrays.binarySearch(beyondAscii, unit));
  }

  /** All characters that may occur. */
  IntStream all() {
    return IntStream.concat(IntStream.range(0, FIRST_SYMBOL), Arrays.stream(beyondAscii));
  }

  /** The characters that may occur and are in a range only if their case does not count. */
  IntStream inOtherCases(int from, int to) {
    return all()
        .filter(unit -> unit < from || unit > to)
        .filter(
            unit -> {
              int upper = Character.toUpperCase(unit);
              int folded = folded(unit);
              return (from <= folded && folded <= to)
                  || (from <= upper && upper <= to && folded(upper) == folded)
                  || (from == to && folded(from) == folded);
            });
  }

  /** Simple case folding; the i with and without a dot of Turkish have none. */
  private static int folded(int unit) {
    return unit == 'İ' || unit == 'ı' ? unit : Character.toLowerCase(Character.toUpperCase(unit));
  }
}
