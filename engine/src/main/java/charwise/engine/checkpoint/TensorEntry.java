package charwise.engine.checkpoint;

import java.util.List;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param name its name, unique in the file
 * @param dtype the type of its elements as the file names it, such as {@code F32}
 * @param shape its dimensions, each at least 0; empty for a scalar
 * @param offset where its first byte is, from the beginning of the file
 * @param byteLength how many bytes it takes, all within the file
 */
public record TensorEntry(
    String name, String dtype, List<Long> shape, long offset, long byteLength) {

  /** Keeps a copy of the shape. */
  public TensorEntry {
    shape = List.copyOf(shape);
  }
}
