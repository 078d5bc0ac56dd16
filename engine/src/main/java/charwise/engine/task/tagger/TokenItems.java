package charwise.engine.task.tagger;

import charwise.engine.data.CorpusException;
import charwise.engine.data.TaggedItems;
import charwise.engine.data.TaggedItemsBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers sentences of tagged tokens. After an exception it is of no further use. */
public final class TokenItems {
  private final TaggedItemsBuilder items = new TaggedItemsBuilder();

  /** The tags in the order in which they were met. */
  private final Map<String, Integer> tags = new HashMap<>();

  private final List<String> names = new ArrayList<>();
  private int train = TaggerData.BY_HASH;

  /** Nothing gathered yet. */
  public TokenItems() {}

  /**
   * Adds a sentence; one without tokens is passed over.
   *
   * @param tokens each of one unit at least, without spaces
   * @param tokenTags one for each, in any scheme of {@link ChunkTags}, or of another kind
   * @param place where it is from, for error messages
   * @throws CorpusException if there are too many tags or characters
   */
  public void add(List<String> tokens, List<String> tokenTags, String place)
      throws CorpusException {
    int[] ids = new int[tokenTags.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tags.computeIfAbsent(tokenTags.get(i), name -> names.size());
      if (ids[i] == names.size()) {
        names.add(tokenTags.get(i));
      }
    }
    if (names.size() > TaggerConfig.MAXIMUM_TAGS / 2) {
      throw new CorpusException(
          "more than "
              + TaggerConfig.MAXIMUM_TAGS / 2
              + " distinct tags: "
              + place
              + "; is the tag in another column?");
    }
    TokenUnits units = new TokenUnits(tokens);
    items.add(units.units(), units.unitTags(ids), place);
  }

  /** What is added from now on is for validation. */
  public void startValidation() {
    train = items.size();
  }

  /**
   * All sentences.
   *
   * @param share that is for validation, by a hash of the tokens, unless {@link #startValidation}
   *     said which
   * @throws CorpusException if there are none
   */
  public TaggerData build(double share) throws CorpusException {
    TaggedItems all = items.build();
    TokenTags known = TokenTags.of(tags.keySet());
    TaggedItems tagged = all.retagged(item -> ids(known, all.units(item), all.tags(item)));
    return TaggerData.of(new TokenScheme(known), tagged, train, share);
  }

  /** The tags of units as those of tokens, and back. */
  private int[] ids(TokenTags known, int[] units, int[] raw) {
    TokenUnits tokens = TokenUnits.of(units);
    String[] tokenTags = new String[tokens.tokens()];
    for (int i = 0; i < tokenTags.length; i++) {
      tokenTags[i] = names.get(raw[tokens.start(i)]);
    }
    return tokens.unitTags(known.ids(Arrays.asList(tokenTags)));
  }
}
