package charwise.engine.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ids that units get while a text is read: those of a given vocabulary and, while one is being
 * found or added to, provisional ones by first appearance.
 */
final class UnitIds {
  /** What {@link #find} answers for a unit without an id. */
  static final char ABSENT = '\uFFFF';

  private final Units units;
  private final @Nullable Vocabulary given;
  private char[] idOfUnit = new char[0];
  private int[] unitOfId = new int[256];
  private int distinct;
  private boolean open;

  /** Finds the vocabulary, if none is given; lets no unit be new, if one is. */
  UnitIds(Units units, @Nullable Vocabulary given) {
    this.units = units;
    this.given = given;
    this.open = given == null;
    if (given != null) {
      for (int id = 0; id < given.size(); id++) {
        admit(given.unit(id));
      }
    }
  }

  /** Lets new units get the ids behind those of a given vocabulary. */
  void open() {
    open = true;
  }

  /** Whether no new unit may get an id. */
  boolean closed() {
    return !open;
  }

  /** Whether there are as many units as a vocabulary may have. */
  boolean full() {
    return distinct == Vocabulary.MAXIMUM_SIZE;
  }

  char find(int unit) {
    return unit < idOfUnit.length ? idOfUnit[unit] : ABSENT;
  }

  /** Gives a new unit the next id. */
  char admit(int unit) {
    if (unit >= idOfUnit.length) {
      int known = idOfUnit.length;
      idOfUnit = Arrays.copyOf(idOfUnit, Math.max(unit + 1, 2 * known));
      Arrays.fill(idOfUnit, known, idOfUnit.length, ABSENT);
    }
    if (distinct == unitOfId.length) {
      unitOfId = Arrays.copyOf(unitOfId, 2 * distinct);
    }
    char id = (char) distinct++;
    idOfUnit[unit] = id;
    unitOfId[id] = unit;
    return id;
  }

  /**
   * The units given, and behind them the new ones, ascending; there must be one. The provisional
   * ids of the new ones become their own.
   */
  Vocabulary finish(char[] ids, int length) {
    int known = given == null ? 0 : given.size();
    if (given != null && distinct == known) {
      return given;
    }
    int[] ascending = Arrays.copyOf(unitOfId, distinct);
    Arrays.sort(ascending, known, distinct);
    Vocabulary found = Vocabulary.of(units, ascending);
    char[] finalId = new char[distinct];
    for (int id = 0; id < distinct; id++) {
      finalId[id] = (char) found.id(unitOfId[id]);
    }
    for (int i = 0; i < length; i++) {
      ids[i] = finalId[ids[i]];
    }
    return found;
  }
}
