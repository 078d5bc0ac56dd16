package charwise.engine.task.language;

import static charwise.engine.task.ModelConfig.check;

import charwise.engine.parameter.ElementType;
import charwise.engine.parameter.FixedCounts;
import charwise.engine.parameter.ParameterLayout;
import java.util.List;

/**
 * The sizes of the counts that a model's file holds beside its network.
 *
 * @param sequences how many are counted, of all lengths; 0 where there are no n-grams
 * @param contexts those that are followed by others, with the empty one
 */
public record NgramSizes(int sequences, int contexts) {
  /** No n-grams. */
  public static final NgramSizes NONE = new NgramSizes(0, 0);

  private static final String UNITS = "ngrams.units";
  private static final String COUNTS = "ngrams.counts";
  private static final String FOLLOWERS = "ngrams.followers";
  private static final String WEIGHT = "ngrams.weight";

  /** Checks the sizes. */
  public NgramSizes {
    check(sequences >= 0, "number of n-grams", sequences);
    check(contexts >= 0 && contexts <= sequences + 1, "number of contexts", contexts);
    check((sequences == 0) == (contexts == 0), "number of contexts", contexts);
  }

  /** Whether there are no n-grams. */
  public boolean isEmpty() {
    return sequences == 0;
  }

  ParameterLayout addTo(ParameterLayout layout) {
    return isEmpty()
        ? layout
        : layout
            .withFixed(UNITS, ElementType.U16, sequences)
            .withFixed(COUNTS, ElementType.U16, sequences)
            .withFixed(FOLLOWERS, ElementType.U16, contexts)
            .withFixed(WEIGHT, ElementType.U16, 1);
  }

  /** Tensors of zeros, to be filled. */
  List<FixedCounts> tensors() {
    return isEmpty()
        ? List.of()
        : tensors(new char[sequences], new char[sequences], new char[contexts], new char[1]);
  }

  /** The tensors of counts and of their weight in hundredths; not copied. */
  static List<FixedCounts> tensors(char[] units, char[] counts, char[] followers, char[] weight) {
    return List.of(
        new FixedCounts(UNITS, units, units.length),
        new FixedCounts(COUNTS, counts, counts.length),
        new FixedCounts(FOLLOWERS, followers, followers.length),
        new FixedCounts(WEIGHT, weight, 1));
  }
}
