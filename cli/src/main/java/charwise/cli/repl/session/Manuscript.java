package charwise.cli.repl.session;

import charwise.engine.data.Corpus;
import charwise.engine.data.Vocabulary;
import charwise.engine.sampling.Continuation;
import charwise.engine.sampling.GenerationRequest;
import java.util.Arrays;

/**
 * The current text.
 *
 * @param beginning the length of the text up to the last unit that the user wrote
 * @param stop what would have come next when a stop text ended it; else empty
 * @param seed what its random choices start from
 * @param drawn how many units have been drawn for that seed
 */
record Manuscript(Corpus text, int beginning, Corpus stop, long seed, long drawn) {
  /** A text that the user has just begun, with draws of its own for the session's seed. */
  static Manuscript of(Corpus beginning, long seed) {
    return new Manuscript(
        beginning,
        beginning.length(),
        beginning.slice(0, 0),
        GenerationRequest.seedFor(seed, beginning),
        0);
  }

  static Manuscript empty(Vocabulary vocabulary, long seed) {
    return of(Corpus.of(vocabulary, new char[0], 0), seed);
  }

  /** The text continued. */
  Manuscript with(Continuation more) {
    return new Manuscript(
        join(text, more.text()),
        beginning,
        more.stop(),
        seed,
        drawn + more.text().length() + more.stop().length());
  }

  /** The text with its stop text, to be continued. */
  Manuscript pastStop() {
    return new Manuscript(join(text, stop), beginning, stop.slice(0, 0), seed, drawn);
  }

  /** The beginning alone, with another seed. */
  Manuscript again(long otherSeed) {
    return of(text.slice(0, beginning), otherSeed);
  }

  /** The same text, with further units drawn for another seed. */
  Manuscript withSeed(long otherSeed) {
    return new Manuscript(text, beginning, stop, otherSeed, 0);
  }

  /** The text that the user has made by choosing. */
  Manuscript chosen(Corpus whole) {
    return new Manuscript(whole, whole.length(), whole.slice(0, 0), seed, drawn);
  }

  /** The index at which the last line begins; a line feed at the very end does not count. */
  static int lastLine(Corpus text) {
    int lineFeed = text.vocabulary().id('\n');
    int start = Math.max(0, text.length() - 1);
    while (start > 0 && text.ids()[start - 1] != lineFeed) {
      start--;
    }
    return start;
  }

  static Corpus join(Corpus first, Corpus second) {
    int length = Math.addExact(first.length(), second.length());
    char[] ids = Arrays.copyOf(first.ids(), length);
    System.arraycopy(second.ids(), 0, ids, first.length(), second.length());
    return Corpus.of(first.vocabulary(), ids, length);
  }
}
