package charwise.engine.sampling;

import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Strings that end a text when they come up in it, found unit by unit (Knuth, Morris, Pratt). */
final class StopStrings {
  private final List<Pattern> patterns = new ArrayList<>();

  /**
   * The strings over a vocabulary. One with a unit that the vocabulary lacks can never come up.
   *
   * @throws IllegalArgumentException if a string is empty
   */
  StopStrings(List<String> strings, Vocabulary vocabulary) {
    for (String string : strings) {
      if (string.isEmpty()) {
        throw new IllegalArgumentException("a stop string must not be empty");
      }
      int[] ids = units(string, vocabulary.units()).map(vocabulary::id).toArray();
      if (IntStream.of(ids).allMatch(id -> id >= 0)) {
        patterns.add(new Pattern(ids));
      }
    }
  }

  private static IntStream units(String string, Units units) {
    return switch (units) {
      case CODEPOINT -> string.codePoints();
      case BYTE -> {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        yield IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF);
      }
    };
  }

  /** A search that has seen nothing yet. */
  Search search() {
    return new Search(new int[patterns.size()]);
  }

  /** How far each string has been matched by the end of one text. */
  final class Search {
    private final int[] matched;

    private Search(int[] matched) {
      this.matched = matched;
    }

    /** A search of its own that has seen the same. */
    Search copy() {
      return new Search(matched.clone());
    }

    /**
     * Reads one more unit of the text.
     *
     * @return the length of the longest stop string that ends with this unit, or 0
     */
    int read(int id) {
      int complete = 0;
      for (int i = 0; i < matched.length; i++) {
        Pattern pattern = patterns.get(i);
        matched[i] = pattern.next(matched[i], id);
        if (matched[i] == pattern.length()) {
          complete = Math.max(complete, pattern.length());
        }
      }
      return complete;
    }

    /** How many units at the end of the text may turn out to be the beginning of a stop string. */
    int pending() {
      int longest = 0;
      for (int length : matched) {
        longest = Math.max(longest, length);
      }
      return longest;
    }
  }

  /** One string with, for each length matched, the next shorter length that would match too. */
  private static final class Pattern {
    private final int[] ids;
    private final int[] shorter;

    Pattern(int[] ids) {
      this.ids = ids;
      this.shorter = new int[ids.length + 1];
      for (int length = 2; length <= ids.length; length++) {
        shorter[length] = next(shorter[length - 1], ids[length - 1]);
      }
    }

    int length() {
      return ids.length;
    }

    int next(int matched, int id) {
      int length = matched == ids.length ? shorter[matched] : matched;
      while (length > 0 && ids[length] != id) {
        length = shorter[length];
      }
      return ids[length] == id ? length + 1 : length;
    }
  }
}
