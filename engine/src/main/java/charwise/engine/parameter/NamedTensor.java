package charwise.engine.parameter;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in PyTorch's name and layout, as a view on a {@link ParameterSet}'s storage. Names and
 * layouts are stable forever: they are what model files hold.
 */
public final class NamedTensor {
  private final String name;
  private final int[] shape;
  private final long size;
  private final IntUnaryOperator place;
  private final @Nullable IntPredicate absorbed;

  /**
   * A view.
   *
   * @param place from the row-major index in this tensor to the index in storage
   * @param absorbed whether another tensor shares an element's place and stands for it: here it
   *     reads as zero, and what is added to it is added to the other (PyTorch's second bias); null
   *     if none is
   */
  public NamedTensor(
      String name, int[] shape, IntUnaryOperator place, @Nullable IntPredicate absorbed) {
    this.name = name;
    this.shape = shape.clone();
    this.size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    this.place = place;
    this.absorbed = absorbed;
  }

  /** A view that shares no place with another. */
  public NamedTensor(String name, int[] shape, IntUnaryOperator place) {
    this(name, shape, place, null);
  }

  /** For example {@code rnn.weight_ih_l0}. */
  public String name() {
    return name;
  }

  /** For example {4H, D}. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of elements, of a tensor that can exist. */
  public int size() {
    return Math.toIntExact(size);
  }

  /** The number of elements that no other tensor stands for. */
  public long ownSize() {
    return absorbed == null ? size : IntStream.range(0, size()).filter(absorbed.negate()).count();
  }

  /** Copies the tensor from storage (weights, gradients or moments) into {@code destination}. */
  public void read(float[] storage, float[] destination) {
    read(storage, 0, size(), destination);
  }

  /** Copies {@code count} elements, from number {@code from}, to the start of a destination. */
  public void read(float[] storage, int from, int count, float[] destination) {
    for (int i = 0; i < count; i++) {
      boolean zero = absorbed != null && absorbed.test(from + i);
      destination[i] = zero ? 0f : storage[place.applyAsInt(from + i)];
    }
  }

  /** Adds {@code source} to the tensor's places in storage. */
  public void add(float[] source, float[] storage) {
    add(source, 0, size(), storage);
  }

  /** Adds the first {@code count} elements of a source to those from number {@code from}. */
  public void add(float[] source, int from, int count, float[] storage) {
    for (int i = 0; i < count; i++) {
      storage[place.applyAsInt(from + i)] += source[i];
    }
  }

  /** Adds numbers that are uniform in ±{@code bound}, in row-major order. */
  public void addUniform(double bound, RandomStream random, float[] storage) {
    for (int i = 0; i < size; i++) {
      storage[place.applyAsInt(i)] += (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }
}
