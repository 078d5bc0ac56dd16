package charwise.engine.data;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distinct units that a model knows; a unit's id is its index. A vocabulary found in a text
 * lists its units in ascending order, one read from a model file keeps that file's order.
 * Immutable.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most units a vocabulary may have. */
  public static final int MAXIMUM_SIZE = 20_000;

  private static final char ABSENT = '\uFFFF';

  private final Units units;
  private final int[] unitOfId;
  private final char[] idOfUnit;

  private Vocabulary(Units units, int[] unitOfId, char[] idOfUnit) {
    this.units = units;
    this.unitOfId = unitOfId;
    this.idOfUnit = idOfUnit;
  }

  /**
   * A vocabulary of the given units.
   *
   * @param units what a unit is
   * @param distinctUnits code points (no surrogates) or bytes, each once, 1 to {@link
   *     #MAXIMUM_SIZE} of them; copied
   * @throws IllegalArgumentException if that does not hold
   */
  public static Vocabulary of(Units units, int[] distinctUnits) {
    int size = distinctUnits.length;
    if (size < 1 || size > MAXIMUM_SIZE) {
      throw new IllegalArgumentException(
          "a vocabulary has 1 to " + MAXIMUM_SIZE + " units, not " + size);
    }
    int largest = 0;
    for (int unit : distinctUnits) {
      if (!units.contains(unit)) {
        throw new IllegalArgumentException("not a " + units.label() + ": " + unit);
      }
      largest = Math.max(largest, unit);
    }
    char[] idOfUnit = new char[largest + 1];
    Arrays.fill(idOfUnit, ABSENT);
    for (int id = 0; id < size; id++) {
      int unit = distinctUnits[id];
      if (idOfUnit[unit] != ABSENT) {
        throw new IllegalArgumentException(
            "the unit "
                + unit
                + " is in the vocabulary twice, as "
                + (int) idOfUnit[unit]
                + " and "
                + id);
      }
      idOfUnit[unit] = (char) id;
    }
    return new Vocabulary(units, distinctUnits.clone(), idOfUnit);
  }

  /** What a unit is. */
  public Units units() {
    return units;
  }

  /** The number of units. */
  public int size() {
    return unitOfId.length;
  }

  /** The unit's id, from 0 to {@code size() - 1}, or -1 if the vocabulary lacks it. */
  public int id(int unit) {
    if (unit < 0 || unit >= idOfUnit.length) {
      return -1;
    }
    char id = idOfUnit[unit];
    return id == ABSENT ? -1 : id;
  }

  /** The ids of units; {@link #size()} for each that the vocabulary lacks. */
  public int[] ids(int... units) {
    int[] ids = new int[units.length];
    for (int i = 0; i < ids.length; i++) {
      int id = id(units[i]);
      ids[i] = id < 0 ? size() : id;
    }
    return ids;
  }

  /**
   * The unit with that id.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public int unit(int id) {
    return unitOfId[id];
  }

  /**
   * What the unit with that id is in a file: the code point's UTF-8, or the one byte.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public byte[] bytes(int id) {
    int unit = unitOfId[id];
    return switch (units) {
      case CODEPOINT -> Character.toString(unit).getBytes(StandardCharsets.UTF_8);
      case BYTE -> new byte[] {(byte) unit};
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vocabulary that
        && units == that.units
        && Arrays.equals(unitOfId, that.unitOfId);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(unitOfId);
  }

  @Override
  public String toString() {
    return "Vocabulary[" + unitOfId.length + " units, " + units.label() + "]";
  }
}
