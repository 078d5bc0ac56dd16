package charwise.cli.pairs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An input and what belongs to it, each on one line.
 *
 * @param input a text; of tokens, these with a space between two
 * @param target a label, a text or tags; empty where pairs have none
 * @param others the values of the other columns asked for, in their order
 * @param source the name of the text it is from, for messages
 * @param line the number of its line there, from 1; of several the last, of a sentence the first
 */
public record LocatedPair(
    String input, String target, List<String> others, String source, long line) {
  private static final Pattern LINE_BREAK = Pattern.compile("\r?\n|\r");

  /** A value with a space in place of each line break. */
  static String onOneLine(String value) {
    return value.indexOf('\n') < 0 && value.indexOf('\r') < 0
        ? value
        : LINE_BREAK.matcher(value).replaceAll(" ");
  }

  /** Where it is from, for messages. */
  public String place() {
    return source + ", line " + line;
  }
}
