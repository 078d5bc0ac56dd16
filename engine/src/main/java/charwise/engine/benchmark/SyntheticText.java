package charwise.engine.benchmark;

import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import java.util.stream.IntStream;

/** Texts without meaning, for measuring speed alone. */
final class SyntheticText {
  /** Above the code points that are not characters of their own. */
  private static final int FIRST_UNIT = 0x10000;

  private SyntheticText() {}

  static Vocabulary vocabulary(int size) {
    return Vocabulary.of(Units.CODEPOINT, IntStream.range(FIRST_UNIT, FIRST_UNIT + size).toArray());
  }

  /** Units drawn evenly. */
  static Corpus of(Vocabulary vocabulary, int length) {
    RandomStream random = RandomStream.of(1, 1);
    char[] ids = new char[length];
    for (int i = 0; i < length; i++) {
      ids[i] = (char) random.nextInt(vocabulary.size());
    }
    return Corpus.of(vocabulary, ids, length);
  }
}
