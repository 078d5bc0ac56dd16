package charwise.cli.pairs;

import charwise.cli.console.UserException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column as it was asked for.
 *
 * @param role what its values are, for messages
 * @param name as in the header; empty if it is asked for by its number
 * @param number from 1; 0 if it is asked for by its name
 */
record Column(String role, String name, int number) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");

  /** A column by what the user wrote: a number, or else a name. */
  static Column of(String role, String asked) {
    if (!DIGITS.matcher(asked).matches()) {
      return new Column(role, asked.strip(), 0);
    }
    int number = Integer.parseInt(asked);
    if (number == 0) {
      throw UserException.usage("columns are counted from 1", asked, "give 1 for the first");
    }
    return numbered(role, number);
  }

  static Column numbered(String role, int number) {
    return new Column(role, "", number);
  }

  boolean isNamed() {
    return number == 0;
  }

  /**
   * The index of a column, from 0.
   *
   * @param names of all columns
   * @throws UserException if there is none of that name, or two
   */
  int index(List<String> names, String source) {
    if (!isNamed()) {
      return number - 1;
    }
    int index = names.indexOf(name);
    if (index < 0) {
      throw UserException.failure(
          "no column " + Excerpt.of(name),
          source,
          "its columns are " + Excerpt.of(String.join(", ", names)));
    }
    if (index != names.lastIndexOf(name)) {
      throw UserException.failure("two columns " + Excerpt.of(name), source, "rename one of them");
    }
    return index;
  }
}
