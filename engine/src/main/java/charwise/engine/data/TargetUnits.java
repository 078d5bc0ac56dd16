package charwise.engine.data;

import charwise.engine.label.Labelled;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What an answer is made of. */
public enum TargetUnits implements Labelled {
  /** A Unicode code point. */
  CODEPOINT {
    @Override
    public List<String> split(String text) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }

    @Override
    public String join(Collection<String> units) {
      return String.join("", units);
    }

    @Override
    boolean contains(String unit) {
      return !unit.isEmpty()
          && unit.length() == Character.charCount(unit.codePointAt(0))
          && Units.CODEPOINT.contains(unit.codePointAt(0));
    }
  },
  /** What stands between spaces, for example a sound: {@code HH AH L OW}. */
  TOKEN {
    @Override
    public List<String> split(String text) {
      return Arrays.stream(text.split(" ", -1)).filter(unit -> !unit.isEmpty()).toList();
    }

    @Override
    public String join(Collection<String> units) {
      return String.join(" ", units);
    }

    @Override
    boolean contains(String unit) {
      return !unit.isEmpty() && unit.indexOf(' ') < 0;
    }
  };

  /**
   * The units with that label.
   *
   * @throws IllegalArgumentException if no units have that label
   */
  public static TargetUnits of(String label) {
    return Labelled.find("kind of target units", label, values());
  }

  /** The units of a text. */
  public abstract List<String> split(String text);

  /** The text that units make. */
  public abstract String join(Collection<String> units);

  /** Whether that is one unit. */
  abstract boolean contains(String unit);

  @Override
  public String toString() {
    return label();
  }
}
