package charwise.cli.input;

import charwise.cli.console.UserException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column as a user refers to it.
 *
 * @param role what its values are, for messages
 * @param name as in the header, or of a field of JSON Lines
 * @param number from 1; 0 if it is asked for by its name
 */
public record ColumnReference(String role, String name, int number) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");

  /**
   * A column by what the user wrote: a number, or else a name. A field of JSON Lines has that name
   * in any case.
   */
  public static ColumnReference of(String role, String asked) {
    if (!DIGITS.matcher(asked).matches()) {
      return new ColumnReference(role, asked, 0);
    }
    int number = Integer.parseInt(asked);
    if (number == 0) {
      throw UserException.usage("columns are counted from 1", asked, "give 1 for the first");
    }
    return new ColumnReference(role, asked, number);
  }

  /**
   * The column where none is asked for: by its number in a table, by its role as a field of JSON
   * Lines.
   */
  public static ColumnReference usual(String role, int number) {
    return new ColumnReference(role, role, number);
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
    String wanted = name.strip();
    int index = names.indexOf(wanted);
    if (index < 0) {
      throw UserException.failure(
          "no column " + Excerpt.of(wanted), source, TableRecords.columnsAre(names));
    }
    if (index != names.lastIndexOf(wanted)) {
      throw UserException.failure(
          "two columns " + Excerpt.of(wanted), source, "rename one of them");
    }
    return index;
  }
}
