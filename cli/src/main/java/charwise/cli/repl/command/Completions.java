package charwise.cli.repl.command;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the end of an unfinished line may become.
 *
 * @param from where in the line the word begins that they replace
 * @param words the words to choose from
 */
public record Completions(int from, List<Word> words) {
  /** Nothing to choose from. */
  public static final Completions NONE = new Completions(0, List.of());

  /**
   * One possibility.
   *
   * @param text the word
   * @param description what it means; may be empty
   * @param whole whether nothing is missing, so that a space may follow
   */
  public record Word(String text, String description, boolean whole) {
    Word(String text, String description) {
      this(text, description, true);
    }
  }

  /** Some words for the one that begins at {@code from}. */
  static Completions of(int from, Stream<Word> words) {
    return new Completions(from, words.toList());
  }

  /** The same for a line that has {@code before} in front. */
  Completions after(String before) {
    return new Completions(before.length() + from, words);
  }
}
