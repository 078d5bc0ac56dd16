package charwise.engine.checkpoint;

import charwise.engine.json.Json;
import charwise.engine.parameter.ElementType;
import charwise.engine.parameter.FixedTensor;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes safetensors files atomically, one tensor after the other in the order given. */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int BUFFER_SIZE = 1 << 16;

  private SafetensorsWriter() {}

  /**
   * A tensor to be written.
   *
   * @param name its name
   * @param shape its dimensions
   * @param type of its elements
   * @param values asked once, when its turn has come; gives a buffer whose next elements are the
   *     tensor's, row by row, and which is read before the next tensor's is asked for, so that all
   *     may share one array
   */
  public record Tensor(
      String name, List<Integer> shape, ElementType type, Supplier<? extends Buffer> values) {
    /** Keeps a copy of the shape. */
    public Tensor {
      shape = List.copyOf(shape);
      if (shape.stream().anyMatch(dimension -> dimension < 0)) {
        throw new IllegalArgumentException(name + " has the shape " + shape);
      }
    }

    /** A tensor whose shape is in an array, and whose elements are the first of another. */
    public static Tensor of(String name, int[] shape, Supplier<float[]> values) {
      return of(name, shape, ElementType.F32, () -> FloatBuffer.wrap(values.get()));
    }

    /** A tensor that no step changes. */
    static Tensor of(FixedTensor tensor) {
      return of(tensor.name(), tensor.shape(), tensor.type(), tensor::elements);
    }

    private static Tensor of(
        String name, int[] shape, ElementType type, Supplier<? extends Buffer> values) {
      return new Tensor(name, Arrays.stream(shape).boxed().toList(), type, values);
    }

    long size() {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
  }

  /**
   * Creates or replaces a file, as {@link AtomicFile} does.
   *
   * @param metadata texts for the header; their order is kept
   * @throws IllegalArgumentException if two tensors have one name, or one has fewer values than its
   *     shape says; the file is then as it was before
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors)
      throws IOException {
    byte[] header = header(metadata, tensors);
    AtomicFile.write(file, channel -> writeTo(channel, header, tensors));
  }

  private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(SafetensorsHeader.METADATA_KEY, metadata);
    long offset = 0;
    for (Tensor tensor : tensors) {
      Map<String, Object> entry = new LinkedHashMap<>();
      long end = offset + tensor.size() * tensor.type().bytes();
      entry.put("dtype", tensor.type().name());
      entry.put("shape", tensor.shape());
      entry.put("data_offsets", List.of(offset, end));
      if (header.put(tensor.name(), entry) != null) {
        throw new IllegalArgumentException("two tensors are named " + tensor.name());
      }
      offset = end;
    }
    byte[] json = Json.write(header).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void writeTo(FileChannel channel, byte[] header, List<Tensor> tensors)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length);
    writeFully(channel, buffer.flip());
    writeFully(channel, ByteBuffer.wrap(header));
    for (Tensor tensor : tensors) {
      Buffer values = tensor.values().get();
      long size = tensor.size();
      if (size > values.remaining()) {
        throw new IllegalArgumentException(
            tensor.name() + " has " + values.remaining() + " values for a shape of " + size);
      }
      int first = values.position();
      int bytes = tensor.type().bytes();
      for (int from = 0; from < size; from += BUFFER_SIZE / bytes) {
        int count = (int) Math.min(size - from, BUFFER_SIZE / bytes);
        buffer.clear().limit(count * bytes);
        switch (tensor.type()) {
          case F32 -> buffer.asFloatBuffer().put(0, (FloatBuffer) values, first + from, count);
          case U16 -> buffer.asCharBuffer().put(0, (CharBuffer) values, first + from, count);
        }
        writeFully(channel, buffer);
      }
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
