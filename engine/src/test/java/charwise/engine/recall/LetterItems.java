package charwise.engine.recall;

import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import java.util.Locale;

/** Items such as "K...?k": a letter, dots, a question mark, and the letter again. */
public final class LetterItems implements RecallItems {
  private static final String LETTERS = "ABCD";

  private final Vocabulary vocabulary =
      Vocabulary.of(Units.CODEPOINT, ("\n.?" + LETTERS + "abcd").chars().sorted().toArray());

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int longestItem(int lag) {
    return lag + 4;
  }

  @Override
  public int shortestLag() {
    return 1;
  }

  @Override
  public Item item(long seed, long number, int lag) {
    char letter = LETTERS.charAt(RandomStream.of(seed, number).nextInt(LETTERS.length()));
    String text =
        letter + ".".repeat(lag) + "?" + String.valueOf(letter).toLowerCase(Locale.ROOT) + "\n";
    char[] ids = new char[text.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) vocabulary.id(text.charAt(i));
    }
    return new Item(Corpus.of(vocabulary, ids, ids.length), lag + 2, 1);
  }
}
