package charwise.engine.task.tagger;

import java.io.Serializable;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes case and marks away from letters, and puts them back. What is taken away always comes back
 * to the same unit: {@code compose(split(c)) == c} for every code point.
 */
final class Letters implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No letter below has marks. */
  private static final int FIRST_MARKED = 0xC0;

  /** Letters below are split once only. */
  private static final int CACHED = 0x3100;

  private final boolean cases;
  private final boolean diacritics;
  private final @Nullable Letter[] cache = new @Nullable Letter[CACHED];

  Letters(Set<Restoration> lost) {
    this.cases = lost.contains(Restoration.CASE);
    this.diacritics = lost.contains(Restoration.DIACRITICS);
  }

  /**
   * A unit, and what was taken away from it.
   *
   * @param base what is left, a code point
   * @param upper whether it was in upper case
   * @param marks the combining marks that it had, in canonical order; empty if none
   */
  record Letter(int base, boolean upper, String marks) implements Serializable {
    boolean isBare() {
      return !upper && marks.isEmpty();
    }
  }

  /** Takes away what may be taken; a unit that would not come back is left as it is. */
  Letter split(int unit) {
    if (unit >= CACHED) {
      return splitAnew(unit);
    }
    Letter known = cache[unit];
    if (known == null) {
      known = splitAnew(unit);
      cache[unit] = known; // threads may meet here: each would write an equal one
    }
    return known;
  }

  private Letter splitAnew(int unit) {
    if (diacritics && unit >= FIRST_MARKED) {
      String parts = Normalizer.normalize(Character.toString(unit), Form.NFD);
      int base = parts.codePointAt(0);
      String marks = parts.substring(Character.charCount(base));
      if (Character.isLetter(base) && areMarks(marks)) {
        Letter letter = lowered(base, marks);
        if (compose(letter) == unit) {
          return letter;
        }
      }
    }
    return lowered(unit, "");
  }

  private Letter lowered(int unit, String marks) {
    int lower = Character.toLowerCase(unit);
    return cases && lower != unit && Character.toUpperCase(lower) == unit
        ? new Letter(lower, true, marks)
        : new Letter(unit, false, marks);
  }

  /** The unit with what was taken away, or -1 if that is no single code point. */
  static int compose(Letter letter) {
    int unit = letter.upper() ? Character.toUpperCase(letter.base()) : letter.base();
    if (letter.marks().isEmpty()) {
      return unit;
    }
    String whole = Normalizer.normalize(Character.toString(unit) + letter.marks(), Form.NFC);
    return whole.codePointCount(0, whole.length()) == 1 ? whole.codePointAt(0) : -1;
  }

  /** Whether a unit could have been made by taking this away from a letter. */
  boolean isPossible(Letter letter) {
    int whole = compose(letter);
    return whole >= 0 && split(whole).equals(letter);
  }

  /** Whether something would have been taken away if there were a way back. */
  boolean isLeftAlone(int unit) {
    Letter letter = split(unit);
    int type = Character.getType(unit);
    boolean capital = type == Character.UPPERCASE_LETTER || type == Character.TITLECASE_LETTER;
    if (cases && capital && !letter.upper()) {
      return true;
    }
    return diacritics
        && letter.marks().isEmpty()
        && (type == Character.NON_SPACING_MARK || hasMarks(unit));
  }

  private static boolean hasMarks(int unit) {
    String parts = Normalizer.normalize(Character.toString(unit), Form.NFD);
    int base = parts.codePointAt(0);
    return unit >= FIRST_MARKED
        && Character.isLetter(base)
        && parts.length() > Character.charCount(base)
        && areMarks(parts.substring(Character.charCount(base)));
  }

  static boolean areMarks(String text) {
    return text.codePoints().allMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK);
  }
}
