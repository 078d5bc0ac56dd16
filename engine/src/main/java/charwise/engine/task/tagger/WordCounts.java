package charwise.engine.task.tagger;

import charwise.engine.data.TaggedItems;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often the words of some items have which tags, to hint at the tags of others. */
final class WordCounts {
  /** The most words that hints know. */
  private static final int MOST_WORDS = 100_000;

  /** Where fewer of the words have been met elsewhere, these are no words of a language. */
  private static final double LEAST_KNOWN = 0.5;

  private final int tags;
  private final Map<String, Word> words = new HashMap<>();
  private long occurrences;
  private long least = 1;

  /** The tags that a word had, how often, and the next ones of that word, met earlier. */
  private static final class Form {
    private final String tags;
    private final @Nullable Form earlier;
    private int count;

    Form(String tags, @Nullable Form earlier) {
      this.tags = tags;
      this.earlier = earlier;
    }
  }

  private static final class Word {
    private @Nullable Form last;
    private int count;

    void add(String form) {
      count++;
      @Nullable Form known = last;
      while (known != null && !known.tags.equals(form)) {
        known = known.earlier;
      }
      if (known == null) {
        known = new Form(form, last);
        last = known;
      }
      known.count++;
    }

    /**
     * The most frequent form, of equally frequent ones that met first, with one occurrence of a
     * form not counted; null if nothing is left.
     */
    WordHints.@Nullable Hint hint(@Nullable String without, long least) {
      int all = count - (without == null ? 0 : 1);
      if (all < least) {
        return null;
      }
      int most = 0;
      String best = "";
      for (Form form = last; form != null; form = form.earlier) {
        int times = form.count - (form.tags.equals(without) ? 1 : 0);
        if (times > 0 && times >= most) {
          most = times;
          best = form.tags;
        }
      }
      return new WordHints.Hint(best, WordHints.isSure(most, all));
    }
  }

  /** Counts the words of the items that a tagger learns from. */
  WordCounts(TaggedItems items, int tags) {
    this.tags = tags;
    for (int i = 0; i < items.size(); i++) {
      int[] units = items.units(i);
      int[] ids = items.tags(i);
      WordHints.walk(
          units,
          (start, end) -> {
            words
                .computeIfAbsent(WordLexicon.text(units, start, end), word -> new Word())
                .add(WordLexicon.text(ids, start, end));
            occurrences++;
          });
    }
    least = least();
  }

  /** What a word must have occurred at the least, so that not too many are known. */
  private long least() {
    int[] counts = words.values().stream().mapToInt(word -> word.count).sorted().toArray();
    return counts.length <= MOST_WORDS ? 1 : counts[counts.length - MOST_WORDS] + 1L;
  }

  /** Whether enough words have been met more than once to tell something about new items. */
  boolean areWords() {
    long known = occurrences - words.values().stream().filter(word -> word.count == 1).count();
    return occurrences > 0 && known >= LEAST_KNOWN * occurrences;
  }

  /** The hints at the units of one of the items, as if it had not been counted. */
  char[] hintsWithout(int[] units, int[] ids) {
    char[] hints = new char[units.length];
    WordHints.walk(
        units,
        (start, end) -> {
          Word word = words.get(WordLexicon.text(units, start, end));
          WordHints.Hint hint =
              word == null ? null : word.hint(WordLexicon.text(ids, start, end), least);
          if (hint != null) {
            hint.write(tags, hints, start);
          }
        });
    return hints;
  }

  /** The hints at other items. */
  WordHints hints() {
    Map<String, WordHints.Hint> known = new TreeMap<>();
    words.forEach(
        (word, counted) -> {
          WordHints.Hint hint = counted.hint(null, least);
          if (hint != null) {
            known.put(word, hint);
          }
        });
    return new WordHints(tags, known);
  }
}
