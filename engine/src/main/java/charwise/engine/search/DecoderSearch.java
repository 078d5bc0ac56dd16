package charwise.engine.search;

import charwise.engine.loss.LogSoftmax;
import charwise.engine.network.StepwiseDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the most probable answers of a decoder to several items side by side, by a beam for
 * each (Sutskever et al. 2014), ranked by normalized length (Wu et al. 2016). An answer begins
 * after the mark, id 0, and ends with it; its probability is that of all its units and its end. The
 * answer that takes the most probable unit at each step is always considered: where it ends, the
 * first answer is never less probable. What is searched beside an item does not change its answers.
 * Not thread-safe.
 */
public final class DecoderSearch {
  private final StepwiseDecoder decoder;
  private final int vocabularySize;
  private final SearchSettings settings;
  private final LogSoftmax softmax;
  private final int[] ids;
  private final int[] parents;

  /**
   * A search.
   *
   * @param decoder with a row for each item read together and each place in its beam
   * @param vocabularySize the units that it writes, the mark among them
   */
  public DecoderSearch(StepwiseDecoder decoder, int vocabularySize, SearchSettings settings) {
    this.decoder = decoder;
    this.vocabularySize = vocabularySize;
    this.settings = settings;
    softmax = new LogSoftmax(vocabularySize);
    ids = new int[decoder.rows()];
    parents = new int[decoder.rows()];
  }

  /**
   * The answers to the items that the encoder has just read, each item's best first. Those that
   * were cut at the greatest length come last.
   *
   * @param maximumLengths the most units of an answer to each item, at least 0
   * @param constraint which answers are allowed; null for all. An item has no answer where it
   *     allows none of at most the greatest length
   */
  public List<List<Output>> search(int[] maximumLengths, @Nullable Constraint constraint) {
    return search(maximumLengths, constraint, 1);
  }

  /** Like {@link #search(int[], Constraint)}, with all logits multiplied by a scale. */
  public List<List<Output>> search(
      int[] maximumLengths, @Nullable Constraint constraint, double logitScale) {
    softmax.scale(logitScale);
    int items = decoder.sources();
    if ((long) items * settings.width() > ids.length) {
      throw new IllegalArgumentException(
          items
              + " items with a beam of "
              + settings.width()
              + " need more rows than "
              + ids.length);
    }
    decoder.read();
    List<ItemSearch> searches = new ArrayList<>(items);
    for (int item = 0; item < items; item++) {
      decoder.begin(item, item);
      ids[item] = Beginning.MARK;
      searches.add(
          new ItemSearch(settings, constraint, vocabularySize, maximumLengths[item], item));
    }
    int rows = items;
    while (rows > 0) {
      decoder.advance(ids, rows);
      rows = 0;
      for (int item = 0; item < items; item++) {
        if (!searches.get(item).beam().isEmpty()) {
          searches.get(item).step(decoder, softmax);
          rows = place(searches.get(item), rows);
        }
      }
      decoder.select(parents, rows);
    }
    return searches.stream().map(ItemSearch::outputs).toList();
  }

  /** Gives an item's beginnings the next rows. */
  private int place(ItemSearch search, int from) {
    int row = from;
    List<Beginning> placed = new ArrayList<>(search.beam().size());
    for (Beginning beginning : search.beam()) {
      parents[row] = beginning.row;
      ids[row] = beginning.id;
      placed.add(beginning.inRow(row));
      row++;
    }
    search.inRows(placed);
    return row;
  }
}
