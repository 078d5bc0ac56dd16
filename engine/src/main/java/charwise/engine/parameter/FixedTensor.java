package charwise.engine.parameter;

/** A tensor of a model file that no optimizer step changes, in an array of its own. */
public final class FixedTensor {
  private final String name;
  private final int[] shape;
  private final float[] values;

  /**
   * A tensor.
   *
   * @param name in the file
   * @param values its elements, row by row; not copied
   * @param shape its dimensions
   */
  public FixedTensor(String name, float[] values, int... shape) {
    this.name = name;
    this.shape = shape.clone();
    this.values = values;
  }

  /** Its name in the file. */
  public String name() {
    return name;
  }

  /** Its dimensions. */
  public int[] shape() {
    return shape.clone();
  }

  /** Its elements, row by row; not a copy. */
  public float[] values() {
    return values;
  }
}
