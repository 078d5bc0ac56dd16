package charwise.cli.repl.command;

import java.util.List;
import java.util.stream.Stream;

/**
 * The completions of an unfinished line.
 *
 * @param from where in the line the word begins that they replace
 * @param words the words to choose from
 */
public record Completions(int from, List<Word> words) {
  public static final Completions NONE = new Completions(0, List.of());

  /** A completion with its meaning; after one that is not whole, no space follows. */
  public record Word(String text, String description, boolean whole) {
    Word(String text, String description) {
      this(text, description, true);
    }
  }

  static Completions of(int from, Stream<Word> words) {
    return new Completions(from, words.toList());
  }

  /** The same completions for a line that begins with {@code before}. */
  Completions after(String before) {
    return new Completions(before.length() + from, words);
  }
}
