package charwise.engine.parameter;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** A fixed tensor of floats. */
public final class FixedWeights extends FixedTensor {
  private final float[] values;

  /**
   * A tensor.
   *
   * @param name in the file
   * @param values its elements, row by row; not copied
   * @param shape its dimensions
   */
  public FixedWeights(String name, float[] values, int... shape) {
    super(name, shape);
    this.values = values;
  }

  /** Its elements, row by row; not a copy. */
  public float[] values() {
    return values;
  }

  @Override
  public ElementType type() {
    return ElementType.F32;
  }

  @Override
  public FloatBuffer elements() {
    return FloatBuffer.wrap(values);
  }

  @Override
  public void read(int from, int count, ByteBuffer source) {
    source.asFloatBuffer().get(0, values, from, count);
  }
}
