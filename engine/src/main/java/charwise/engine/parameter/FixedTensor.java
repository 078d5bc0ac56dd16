package charwise.engine.parameter;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A tensor of a model file that no optimizer step changes, in an array of its own. */
public abstract sealed class FixedTensor permits FixedWeights, FixedCounts {
  private final String name;
  private final int[] shape;

  FixedTensor(String name, int... shape) {
    this.name = name;
    this.shape = shape.clone();
  }

  /** Its name in the file. */
  public String name() {
    return name;
  }

  /** Its dimensions. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of its elements. */
  public int size() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** What its elements are. */
  public abstract ElementType type();

  /** Its elements, row by row; not a copy. */
  public abstract Buffer elements();

  /** Reads {@code count} elements, from number {@code from} on, from the start of a buffer. */
  public abstract void read(int from, int count, ByteBuffer source);
}
