package charwise.engine.task.tagger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Known words between spaces, with the tags that each most often has: what a tagger reads at each
 * unit besides the unit. A hint is 0 where the word is not known, else the tag and whether it is
 * sure.
 */
public final class WordHints {
  /** No words are known. */
  public static final WordHints NONE = new WordHints(0, Map.of());

  private static final int SURE_COUNT = 3;
  private static final double SURE_SHARE = 0.95;

  /** The first character of a file that stands for a tag: that of tag 0. */
  private static final int FIRST_TAG = '!';

  private static final char SURE = '+';
  private static final char UNSURE = '?';

  private final int tags;
  private final Map<String, Hint> words;

  /** Knows some words; their order is that of files. */
  WordHints(int tags, Map<String, Hint> words) {
    this.tags = tags;
    this.words = new LinkedHashMap<>(words);
  }

  /** The tags of a word as code points, and whether it mostly has these. */
  record Hint(String ids, boolean sure) {
    /** Writes the hints at a word's units. */
    void write(int tags, char[] hints, int start) {
      int at = start;
      for (int i = 0; i < ids.length(); i = ids.offsetByCodePoints(i, 1)) {
        hints[at++] = (char) (1 + ids.codePointAt(i) + (sure ? tags : 0));
      }
    }
  }

  /** Meets the words of a line. */
  interface Visitor {
    /** A word, from its first unit to behind its last. */
    void word(int start, int end);
  }

  /** Goes through the words of a line that are not too long to be known. */
  static void walk(int[] units, Visitor visitor) {
    int start = 0;
    for (int i = 0; i <= units.length; i++) {
      if (i == units.length || Gaps.isSpace(units[i]) || units[i] == '\n') {
        if (i > start && i - start <= Lexicon.LONGEST_WORD) {
          visitor.word(start, i);
        }
        start = i + 1;
      }
    }
  }

  /** Whether tags that a word had so often, of all times, are sure. */
  static boolean isSure(int most, int all) {
    return all >= SURE_COUNT && most >= SURE_SHARE * all;
  }

  /** The number of different hints for so many tags. */
  static int count(int tags) {
    return 1 + 2 * tags;
  }

  /** How many words are known. */
  public int size() {
    return words.size();
  }

  /** Whether none is known. */
  boolean isEmpty() {
    return words.isEmpty();
  }

  /** The hints at the units of a line. */
  char[] of(int[] units) {
    char[] hints = new char[units.length];
    if (!words.isEmpty()) {
      walk(
          units,
          (start, end) -> {
            @Nullable Hint hint = words.get(WordLexicon.text(units, start, end));
            if (hint != null) {
              hint.write(tags, hints, start);
            }
          });
    }
    return hints;
  }

  /**
   * All words as one text: on each line a word and, behind a space, how sure its tags are, and
   * they.
   */
  String text() {
    var text = new StringBuilder();
    words.forEach(
        (word, hint) -> {
          text.append(word).append(' ').append(hint.sure() ? SURE : UNSURE);
          hint.ids().codePoints().forEach(id -> text.appendCodePoint(FIRST_TAG + id));
          text.append('\n');
        });
    return text.toString();
  }

  /**
   * The hints of a text that {@link #text} gave.
   *
   * @throws IllegalArgumentException if it is none
   */
  static WordHints ofText(String text, int tags) {
    Map<String, Hint> words = new LinkedHashMap<>();
    for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
      int space = line.lastIndexOf(' ');
      if (space < 1 || space + 1 == line.length()) {
        throw broken(line);
      }
      String word = line.substring(0, space);
      char sure = line.charAt(space + 1);
      int[] ids =
          line.substring(space + 2).codePoints().map(letter -> letter - FIRST_TAG).toArray();
      boolean valid =
          ids.length == word.codePointCount(0, word.length())
              && ids.length <= Lexicon.LONGEST_WORD
              && IntStream.of(ids).allMatch(id -> id >= 0 && id < tags)
              && (sure == SURE || sure == UNSURE);
      if (!valid) {
        throw broken(line);
      }
      words.put(word, new Hint(WordLexicon.text(ids, 0, ids.length), sure == SURE));
    }
    return new WordHints(tags, words);
  }

  private static IllegalArgumentException broken(String line) {
    return new IllegalArgumentException("its lexicon is broken: " + line);
  }
}
