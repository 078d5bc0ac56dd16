package charwise.engine.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers {@link Pairs} one by one; of each nothing but its ids is kept. After an exception the
 * builder is of no further use. Not thread-safe.
 */
public final class PairsBuilder {
  private final UnitSequences inputs;
  private final SymbolSequences features;
  private final TargetUnits targetUnits;
  private final SymbolSequences targets;

  PairsBuilder(Units units, TargetUnits targetUnits) {
    inputs = new UnitSequences(units, null);
    features = new SymbolSequences("features", null);
    this.targetUnits = targetUnits;
    targets = new SymbolSequences("units of answers", null);
  }

  PairsBuilder(Vocabulary vocabulary, Symbols features, TargetVocabulary targetVocabulary) {
    inputs = new UnitSequences(vocabulary.units(), vocabulary);
    inputs.unknown(UnitSequences.Unknown.KEEP);
    this.features = new SymbolSequences("features", features);
    targetUnits = targetVocabulary.units();
    targets = new SymbolSequences("units of answers", targetVocabulary.symbols());
  }

  /** How many pairs there are so far. */
  public int size() {
    return inputs.size();
  }

  /** How many units and features of the texts the given ones lack. */
  public long unknown() {
    return inputs.unknown() + features.unknown;
  }

  /**
   * Appends a pair.
   *
   * @param input its text, of whole characters; it may be empty
   * @param beside its features, none empty; they are units before those of the text
   * @param target the answer, of whole characters; it may be empty
   * @param place where it is from, for error messages
   * @return this
   * @throws CorpusException if there are too many distinct units, or more units than the memory has
   *     room for
   * @throws IllegalArgumentException if a text has half of a character
   */
  public PairsBuilder add(String input, List<String> beside, String target, String place)
      throws IOException {
    List<String> units = targetUnits.split(target);
    for (String unit : units) {
      if (!targetUnits.contains(unit)) {
        throw new IllegalArgumentException("half of a character: " + place);
      }
    }
    inputs.add(input, place);
    features.add(beside, place);
    targets.add(units, place);
    return this;
  }

  /**
   * All pairs added. The builder hands over its memory and is of no further use.
   *
   * @throws CorpusException if no vocabulary was given and there is not one unit to find it in
   */
  public Pairs build() throws CorpusException {
    Vocabulary vocabulary = inputs.vocabulary();
    Symbols besides = features.finish(0);
    if (targets.length == 0 && targets.given == null) {
      throw new CorpusException("no answer has any text; give some that have");
    }
    Symbols written = targets.finish(1);
    return new Pairs(
        vocabulary,
        besides,
        new TargetVocabulary(targetUnits, written),
        inputs.build(),
        features.build(),
        targets.build());
  }

  /** Lists of symbols as sequences of ids. */
  private static final class SymbolSequences {
    private final String kind;
    private final @Nullable Symbols given;
    private final Map<String, Integer> provisional = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private char[] ids = new char[256];
    private int length;
    private int[] starts = new int[256];
    private int size;
    private long unknown;

    SymbolSequences(String kind, @Nullable Symbols given) {
      this.kind = kind;
      this.given = given;
    }

    void add(List<String> symbols, String place) throws CorpusException {
      for (String symbol : symbols) {
        if (length == ids.length) {
          ids = Arrays.copyOf(ids, length + (length >> 1));
        }
        ids[length++] = id(symbol, place);
      }
      size++;
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, size + (size >> 1));
      }
      starts[size] = length;
    }

    private char id(String symbol, String place) throws CorpusException {
      if (given != null) {
        int id = given.id(symbol);
        unknown += id < 0 ? 1 : 0;
        return id < 0 ? UnitIds.ABSENT : (char) id;
      }
      Integer known = provisional.get(symbol);
      if (known != null) {
        return (char) known.intValue();
      }
      if (names.size() == Symbols.MAXIMUM_SIZE) {
        throw new CorpusException(
            "more than "
                + Symbols.MAXIMUM_SIZE
                + " distinct "
                + kind
                + ": "
                + place
                + "; are they in another column?");
      }
      provisional.put(symbol, names.size());
      names.add(symbol);
      return (char) (names.size() - 1);
    }

    /** The symbols given or found; the ids are theirs from now on, the first one {@code from}. */
    Symbols finish(int from) {
      Symbols symbols = given == null ? Symbols.sorted(names) : given;
      for (int i = 0; i < length; i++) {
        if (ids[i] != UnitIds.ABSENT) {
          int id = given == null ? symbols.id(names.get(ids[i])) : ids[i];
          ids[i] = (char) (from + id);
        }
      }
      return symbols;
    }

    Sequences build() {
      return new Sequences(ids, starts, size);
    }
  }
}
