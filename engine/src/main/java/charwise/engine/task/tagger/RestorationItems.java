package charwise.engine.task.tagger;

import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusException;
import charwise.engine.data.Sequences;
import charwise.engine.data.TaggedItemsBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes questions with their answers of plain text, line by line. */
public final class RestorationItems {
  /** A tag that is rarer is not worth knowing. */
  private static final int LEAST = 5;

  private static final int MOST_TAGS = 128;

  private RestorationItems() {}

  /**
   * Lines of text as items; what they are left as, is the question.
   *
   * @param lost what is to be restored
   * @param text to learn from
   * @param validation what to validate on; null to take a share of the text
   * @param share of the text's lines, by a hash of the questions
   * @throws CorpusException if there is nothing to learn from
   */
  public static TaggerData of(
      Set<Restoration> lost, Corpus text, @Nullable Corpus validation, double share)
      throws CorpusException {
    TagCounter counter = new TagCounter(lost);
    Sequences lines = Sequences.lines(text);
    for (int i = 0; i < lines.size(); i++) {
      counter.add(line(text, lines, i));
    }
    RestorationScheme scheme = new RestorationScheme(lost, counter.tags(LEAST, MOST_TAGS));
    TaggedItemsBuilder items = new TaggedItemsBuilder();
    add(scheme, text, lines, items);
    int train = validation == null ? TaggerData.BY_HASH : items.size();
    if (validation != null) {
      add(scheme, validation, Sequences.lines(validation), items);
    }
    return TaggerData.of(scheme, items.build(), train, share);
  }

  private static void add(
      RestorationScheme scheme, Corpus text, Sequences lines, TaggedItemsBuilder items)
      throws CorpusException {
    for (int i = 0; i < lines.size(); i++) {
      TaggedLine line = scheme.ask(line(text, lines, i));
      items.add(line.units(), line.tags(), "line " + (i + 1));
    }
  }

  /** The code points of a line, without the line feed. */
  private static int[] line(Corpus text, Sequences lines, int number) {
    int start = lines.start(number);
    int end = lines.end(number);
    boolean ends = text.vocabulary().unit(text.ids()[end - 1]) == '\n';
    int[] units = new int[end - start - (ends ? 1 : 0)];
    for (int i = 0; i < units.length; i++) {
      units[i] = text.vocabulary().unit(text.ids()[start + i]);
    }
    return units;
  }
}
