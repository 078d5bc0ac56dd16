package charwise.engine.kernel;

/**
 * The panel layout: a matrix of K rows and N columns is cut into panels of {@value #WIDTH} columns,
 * each stored as K consecutive rows of {@value #WIDTH} floats. The width is a constant of the data
 * layout, never the lane count, so that results do not depend on the machine.
 */
public final class Panels {
  /** Columns in a panel. */
  public static final int WIDTH = 64;

  /**
   * Floats left free at the beginning of an array of panels or rows, so that the first of them
   * begins on a cache line: after the 16 bytes of the array's own header, where the JVM places
   * objects 64 bytes apart as the launcher asks it to. Elsewhere only the speed differs.
   */
  public static final int LEAD = 12;

  private Panels() {}

  /** The panels that {@code columns} columns take. */
  public static int count(int columns) {
    return (columns + WIDTH - 1) / WIDTH;
  }

  /** The strips of 16 columns in use in {@code panel} of a matrix of {@code columns} columns. */
  public static int strips(int columns, int panel) {
    int left = columns - panel * WIDTH;
    return Math.min(WIDTH, left + Strip.WIDTH - 1) / Strip.WIDTH;
  }
}
