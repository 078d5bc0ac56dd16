package charwise.engine.task.tagger;

import charwise.engine.data.TaggedItems;
import java.util.Arrays;
import java.util.List;

/**
 * A sentence of tokens as a line of units: the tokens' code points, with a {@link #SEPARATOR}
 * between two.
 */
public final class TokenUnits {
  /** What stands between two tokens; no token has it. */
  public static final int SEPARATOR = ' ';

  /** The tag of a separator: none is asked for. */
  public static final int NO_TAG = TaggedItems.NO_TAG;

  private final int[] units;
  private final int[] starts;

  /**
   * The units of a sentence.
   *
   * @param tokens each of one unit at least, without spaces
   * @throws IllegalArgumentException if a token is empty or has a space
   */
  public TokenUnits(List<String> tokens) {
    for (String token : tokens) {
      if (token.isEmpty() || token.indexOf(SEPARATOR) >= 0) {
        throw new IllegalArgumentException("not a token: '" + token + "'");
      }
    }
    units = String.join(" ", tokens).codePoints().toArray();
    starts = new int[tokens.size()];
    int start = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = start;
      start += tokens.get(i).codePointCount(0, tokens.get(i).length()) + 1;
    }
  }

  /** The sentence of a line that {@link #units} gave. */
  static TokenUnits of(int[] units) {
    return new TokenUnits(
        units.length == 0 ? List.of() : List.of(new String(units, 0, units.length).split(" ")));
  }

  /** The code points of the line. Not to be modified. */
  public int[] units() {
    return units;
  }

  /** How many tokens there are. */
  public int tokens() {
    return starts.length;
  }

  /** The first unit of a token. */
  public int start(int token) {
    return starts[token];
  }

  /** Behind the last unit of a token. */
  public int end(int token) {
    return token + 1 < starts.length ? starts[token + 1] - 1 : units.length;
  }

  /**
   * A tag for each unit: its token's, {@link #NO_TAG} for a separator.
   *
   * @param tokenTags ids, one a token
   */
  public int[] unitTags(int[] tokenTags) {
    int[] tags = new int[units.length];
    Arrays.fill(tags, NO_TAG);
    for (int token = 0; token < starts.length; token++) {
      Arrays.fill(tags, start(token), end(token), tokenTags[token]);
    }
    return tags;
  }

  /**
   * The log probability of each tag for each token: the sum of its units', from the first to the
   * last, as if they did not depend on each other.
   *
   * @param unitLogProbabilities a row for each unit
   * @param size the number of tags, which is a row's length
   * @return a row for each token
   */
  public double[] tokenLogProbabilities(float[] unitLogProbabilities, int size) {
    double[] sums = new double[starts.length * size];
    for (int token = 0; token < starts.length; token++) {
      for (int unit = start(token); unit < end(token); unit++) {
        for (int id = 0; id < size; id++) {
          sums[token * size + id] += unitLogProbabilities[unit * size + id];
        }
      }
    }
    return sums;
  }
}
