package charwise.engine.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The units that answers are written in. Their ids begin at 1: id 0 is the mark that begins and
 * ends an answer, or the blank of CTC.
 *
 * @param units what one of them is
 * @param symbols all, in the order of their ids; at least one
 */
public record TargetVocabulary(TargetUnits units, Symbols symbols) implements Serializable {
  /** The id of a unit that is not among these; no model writes it. */
  public static final char UNKNOWN = '\uFFFF';

  /**
   * Checks the units, which may come from a file.
   *
   * @throws IllegalArgumentException if there are none, or one is not of its kind
   */
  public TargetVocabulary {
    if (symbols.size() == 0) {
      throw new IllegalArgumentException("there is no unit to write");
    }
    for (String unit : symbols.names()) {
      if (!units.contains(unit)) {
        throw new IllegalArgumentException("not a " + units.label() + ": " + unit);
      }
    }
  }

  /** The number of ids, that of the mark among them. */
  public int size() {
    return symbols.size() + 1;
  }

  /** The ids of a text's units; {@link #UNKNOWN} for those that are none of these. */
  public int[] encode(String text) {
    return units.split(text).stream()
        .mapToInt(unit -> symbols.id(unit) < 0 ? UNKNOWN : symbols.id(unit) + 1)
        .toArray();
  }

  /** The units of some ids, without marks. */
  public List<String> units(int[] ids) {
    List<String> names = new ArrayList<>(ids.length);
    for (int id : ids) {
      names.add(symbols.name(id - 1));
    }
    return names;
  }

  /** The text of some ids, without marks. */
  public String decode(int[] ids) {
    return units.join(units(ids));
  }
}
