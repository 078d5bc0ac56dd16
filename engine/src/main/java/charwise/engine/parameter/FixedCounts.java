package charwise.engine.parameter;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/** A fixed tensor of counts up to 65,535. */
public final class FixedCounts extends FixedTensor {
  private final char[] values;

  /**
   * A tensor.
   *
   * @param name in the file
   * @param values its elements, row by row; not copied
   * @param shape its dimensions
   */
  public FixedCounts(String name, char[] values, int... shape) {
    super(name, shape);
    this.values = values;
  }

  /** Its elements, row by row; not a copy. */
  public char[] values() {
    return values;
  }

  @Override
  public ElementType type() {
    return ElementType.U16;
  }

  @Override
  public CharBuffer elements() {
    return CharBuffer.wrap(values);
  }

  @Override
  public void read(int from, int count, ByteBuffer source) {
    source.asCharBuffer().get(0, values, from, count);
  }
}
