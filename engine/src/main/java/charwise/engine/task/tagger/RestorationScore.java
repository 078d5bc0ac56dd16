package charwise.engine.task.tagger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How right the tags of lines are that have lost something. Nothing else is counted as a unit. */
public final class RestorationScore {
  private final TagSet tags;
  private final Restorer restorer;
  private long units;
  private long unitsRight;
  private long words;
  private long wordsRight;
  private long lines;
  private long linesRight;
  private Retrieval changedWords = Retrieval.NONE;
  private Retrieval gaps = Retrieval.NONE;

  /**
   * Nothing counted yet.
   *
   * @param restorer what makes lines of tags
   * @param tags those that there are
   */
  public RestorationScore(Restorer restorer, TagSet tags) {
    this.restorer = restorer;
    this.tags = tags;
  }

  /** A word of a line, between spaces, and the number of the line's units in front of it. */
  private record Word(int start, String text) {}

  /**
   * Counts a line.
   *
   * @param line its units, and the tags that are right
   * @param guess the tags that the tagger gave them
   */
  public void add(TaggedLine line, int[] guess) {
    int count = line.units().length;
    int right = 0;
    for (int i = 0; i < count; i++) {
      right += line.tags()[i] == guess[i] ? 1 : 0;
      countGaps(tags.tag(line.tags()[i]), tags.tag(guess[i]));
    }
    units += count;
    unitsRight += right;
    lines++;
    linesRight += right == count ? 1 : 0;
    List<Word> there = words(line.units(), line.tags());
    words += there.size();
    wordsRight += right == count ? there.size() : common(there, words(line.units(), guess));
    for (int i = 0; i < there.size(); i++) {
      int end = i + 1 < there.size() ? there.get(i + 1).start() : count;
      countChange(line.tags(), guess, there.get(i).start(), end);
    }
  }

  private void countGaps(Tag there, Tag guess) {
    countGap(there.before(), guess.before());
    countGap(there.after(), guess.after());
  }

  private void countGap(String there, String guess) {
    boolean isThere = !there.isEmpty();
    if (isThere || !guess.isEmpty()) {
      gaps = gaps.plus(retrieval(isThere && there.equals(guess), !guess.isEmpty(), isThere));
    }
  }

  /** Compares case and marks of the units of a word. */
  private void countChange(int[] there, int[] guess, int start, int end) {
    boolean changed = false;
    boolean guessed = false;
    boolean right = true;
    for (int i = start; i < end; i++) {
      Tag letter = tags.tag(there[i]).with("", "");
      Tag guessedLetter = tags.tag(guess[i]).with("", "");
      changed |= !letter.equals(Tag.NONE);
      guessed |= !guessedLetter.equals(Tag.NONE);
      right &= letter.equals(guessedLetter);
    }
    if (changed || guessed) {
      changedWords = changedWords.plus(retrieval(changed && right, guessed, changed));
    }
  }

  private static Retrieval retrieval(boolean right, boolean guessed, boolean there) {
    return new Retrieval(right ? 1 : 0, guessed ? 1 : 0, there ? 1 : 0);
  }

  private List<Word> words(int[] line, int[] ids) {
    List<Word> found = new ArrayList<>();
    var word = new StringBuilder();
    int start = 0;
    for (int i = 0; i < line.length; i++) {
      int[] written = restorer.apply(new int[] {line[i]}, new int[] {ids[i]});
      int unit = tags.tag(ids[i]).before().codePointCount(0, tags.tag(ids[i]).before().length());
      for (int j = 0; j < written.length; j++) {
        if (Gaps.isSpace(written[j])) {
          end(word, start, found);
        } else {
          start = word.isEmpty() ? (j <= unit ? i : i + 1) : start;
          word.appendCodePoint(written[j]);
        }
      }
    }
    end(word, start, found);
    return found;
  }

  private static void end(StringBuilder word, int start, List<Word> words) {
    if (!word.isEmpty()) {
      words.add(new Word(start, word.toString()));
      word.setLength(0);
    }
  }

  /** How many words are the same at the same place. */
  private static int common(List<Word> one, List<Word> other) {
    Map<Word, Integer> left = new HashMap<>();
    other.forEach(word -> left.merge(word, 1, Integer::sum));
    int common = 0;
    for (Word word : one) {
      common += left.merge(word, -1, Integer::sum) >= 0 ? 1 : 0;
    }
    return common;
  }

  /** How many lines were counted. */
  public long lines() {
    return lines;
  }

  /** The share of units whose tag is right; 1 of none. */
  public double unitAccuracy() {
    return share(unitsRight, units);
  }

  /** The share of the text's words, between spaces, that come back; 1 of none. */
  public double wordAccuracy() {
    return share(wordsRight, words);
  }

  /** The share of lines that come back; 1 of none. */
  public double lineAccuracy() {
    return share(linesRight, lines);
  }

  /** The words of the text that have lost case or marks. */
  public Retrieval changedWords() {
    return changedWords;
  }

  /** The gaps that have lost spaces or punctuation. */
  public Retrieval gaps() {
    return gaps;
  }

  private static double share(long right, long all) {
    return all == 0 ? 1 : (double) right / all;
  }
}
