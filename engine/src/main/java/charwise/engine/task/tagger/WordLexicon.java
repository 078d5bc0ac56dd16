package charwise.engine.task.tagger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent tags of each word between spaces. One that begins a line is looked up among
 * those that did, another among the others; if it isn't there, among all. An unknown word gets one
 * tag throughout.
 */
final class WordLexicon implements Lexicon {
  private final MostFrequent beginnings = new MostFrequent();
  private final MostFrequent others = new MostFrequent();
  private final MostFrequent all = new MostFrequent();
  private final int unknown;

  WordLexicon(int unknown) {
    this.unknown = unknown;
  }

  @Override
  public void add(TaggedLine line) {
    int[] units = line.units();
    WordHints.walk(
        units,
        (start, end) -> {
          String word = text(units, start, end);
          String tags = text(line.tags(), start, end);
          all.add(word, tags);
          (start == 0 ? beginnings : others).add(word, tags);
        });
  }

  @Override
  public int[] tags(int[] units) {
    int[] tags = new int[units.length];
    Arrays.fill(tags, unknown);
    WordHints.walk(
        units,
        (start, end) -> {
          String word = text(units, start, end);
          String found = (start == 0 ? beginnings : others).of(word);
          write(found == null ? all.of(word) : found, tags, start);
        });
    return tags;
  }

  /** Code points, or ids of tags, as a key. */
  static String text(int[] values, int start, int end) {
    return new String(values, start, end - start);
  }

  private static void write(@Nullable String found, int[] tags, int start) {
    if (found != null) {
      int[] ids = found.codePoints().toArray();
      System.arraycopy(ids, 0, tags, start, ids.length);
    }
  }
}
