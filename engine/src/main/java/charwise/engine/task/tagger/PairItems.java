package charwise.engine.task.tagger;

import charwise.engine.data.CorpusException;
import charwise.engine.data.TaggedItems;
import charwise.engine.data.TaggedItemsBuilder;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gathers pairs of equal length. After an exception it is of no further use. */
public final class PairItems {
  private final TaggedItemsBuilder items = new TaggedItemsBuilder();

  /** The target units in the order in which they were met. */
  private final Map<Integer, Integer> outputs = new HashMap<>();

  private int train = TaggerData.BY_HASH;

  /** Nothing gathered yet. */
  public PairItems() {}

  /**
   * Adds a pair; an empty one is passed over.
   *
   * @param place where it is from, for error messages
   * @throws CorpusException if both are not of equal length, or there are too many characters
   */
  public void add(String input, String target, String place) throws CorpusException {
    int[] units = input.codePoints().toArray();
    int[] tags = target.codePoints().toArray();
    if (units.length != tags.length) {
      throw new CorpusException(
          "the input has "
              + units.length
              + " characters but the target "
              + tags.length
              + ": "
              + place
              + "; use transduce where they differ in length");
    }
    for (int i = 0; i < tags.length; i++) {
      Integer known = outputs.putIfAbsent(tags[i], outputs.size());
      tags[i] = known == null ? outputs.size() - 1 : known;
    }
    if (outputs.size() > Vocabulary.MAXIMUM_SIZE) {
      throw new CorpusException(
          "more than "
              + Vocabulary.MAXIMUM_SIZE
              + " distinct characters: "
              + place
              + "; is this text?");
    }
    items.add(units, tags, place);
  }

  /** What is added from now on is for validation. */
  public void startValidation() {
    train = items.size();
  }

  /**
   * All pairs.
   *
   * @param share that is for validation, by a hash of the inputs, unless {@link #startValidation}
   *     said which
   * @throws CorpusException if there are none
   */
  public TaggerData build(double share) throws CorpusException {
    TaggedItems all = items.build();
    int[] ascending = outputs.keySet().stream().mapToInt(unit -> unit).sorted().toArray();
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, ascending);
    int[] ids = new int[ascending.length];
    outputs.forEach((unit, met) -> ids[met] = vocabulary.id(unit));
    TaggedItems tagged =
        all.retagged(item -> Arrays.stream(all.tags(item)).map(met -> ids[met]).toArray());
    return TaggerData.of(new UnitScheme(vocabulary), tagged, train, share);
  }
}
