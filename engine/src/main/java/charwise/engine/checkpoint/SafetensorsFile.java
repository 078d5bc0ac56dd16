package charwise.engine.checkpoint;

import static charwise.engine.checkpoint.InvalidModelException.quote;

import charwise.engine.parameter.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file open for reading: 8 bytes of header length (little-endian), a JSON header, and
 * the tensors' data. The whole header is checked when the file is opened, before anything that it
 * speaks of is allocated; no more memory is used than the file is long. Not thread-safe.
 */
public final class SafetensorsFile implements AutoCloseable {
  /** The longest header that is read; that of the largest model takes a twentieth of it. */
  public static final int MAXIMUM_HEADER_LENGTH = 10_000_000;

  static final int BUFFER_SIZE = 1 << 16;

  private final Path path;
  private final SeekableByteChannel channel;
  private final SafetensorsHeader header;
  private final Map<String, TensorEntry> tensorsByName = new HashMap<>();
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN);

  private SafetensorsFile(Path path, SeekableByteChannel channel, SafetensorsHeader header) {
    this.path = path;
    this.channel = channel;
    this.header = header;
    for (TensorEntry tensor : header.tensors()) {
      tensorsByName.put(tensor.name(), tensor);
    }
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws InvalidModelException if it is not a regular file in this format
   * @throws IOException if it cannot be read
   */
  public static SafetensorsFile open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      String kind = Files.isDirectory(path) ? "a directory" : "not a regular file";
      throw new InvalidModelException(path, kind, "name a .safetensors file");
    }
    return open(path, FileChannel.open(path, StandardOpenOption.READ));
  }

  /**
   * Reads such a file from a channel, and closes it in the end.
   *
   * @param path what messages call it
   * @throws InvalidModelException if it is not in this format
   * @throws IOException if it cannot be read
   */
  public static SafetensorsFile open(Path path, SeekableByteChannel channel) throws IOException {
    try {
      return new SafetensorsFile(path, channel, readHeader(path, channel));
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static SafetensorsHeader readHeader(Path path, SeekableByteChannel channel)
      throws IOException {
    long fileLength = channel.size();
    if (fileLength < Long.BYTES) {
      throw new InvalidModelException(
          path, "not a model of charwise", "name a file that charwise train has written");
    }
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(path, channel, prefix, 0);
    long headerLength = prefix.flip().getLong();
    if (headerLength < 0
        || headerLength > MAXIMUM_HEADER_LENGTH
        || headerLength > fileLength - Long.BYTES) {
      throw new InvalidModelException(
          path,
          looksLikeHeader(path, channel)
              ? "not a whole model: a header of "
                  + Long.toUnsignedString(headerLength)
                  + " bytes in a file of "
                  + fileLength
              : "not a model of charwise",
          "name a file that charwise train has written");
    }
    ByteBuffer json = ByteBuffer.allocate((int) headerLength);
    readFully(path, channel, json, Long.BYTES);
    long dataOffset = Long.BYTES + headerLength;
    return SafetensorsHeader.parse(path, json.array(), dataOffset, fileLength - dataOffset);
  }

  /** Whether JSON begins where the header of this format would. */
  private static boolean looksLikeHeader(Path path, SeekableByteChannel channel)
      throws IOException {
    if (channel.size() <= Long.BYTES) {
      return false;
    }
    ByteBuffer first = ByteBuffer.allocate(1);
    readFully(path, channel, first, Long.BYTES);
    return first.get(0) == '{';
  }

  private static void readFully(
      Path path, SeekableByteChannel channel, ByteBuffer destination, long offset)
      throws IOException {
    channel.position(offset);
    while (destination.hasRemaining()) {
      if (channel.read(destination) < 0) {
        throw new InvalidModelException(path, "it became shorter while it was read");
      }
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** The texts in the header's metadata, in the file's order; empty where there are none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** All tensors, by ascending offset. */
  public List<TensorEntry> tensors() {
    return header.tensors();
  }

  /** The tensor with that name, or null. */
  public @Nullable TensorEntry tensor(String name) {
    return tensorsByName.get(name);
  }

  /** Refuses a tensor whose elements are of another type. */
  void requireType(TensorEntry tensor, ElementType type) throws InvalidModelException {
    if (!tensor.dtype().equals(type.name())) {
      throw new InvalidModelException(
          path,
          "its tensor " + quote(tensor.name()) + " has dtype " + tensor.dtype() + ", not " + type,
          type == ElementType.F32 ? "save it as 32-bit floats" : "save it as 16-bit integers");
    }
  }

  /**
   * Reads the elements of a tensor.
   *
   * @param tensor one of {@link #tensors()}
   * @param destination overwritten from its beginning; at least as long as the tensor
   * @throws InvalidModelException if the tensor is not of dtype F32
   * @throws IOException if the file cannot be read
   */
  public void read(TensorEntry tensor, float[] destination) throws IOException {
    read(
        tensor,
        ElementType.F32,
        (from, count, elements) -> elements.asFloatBuffer().get(destination, from, count));
  }

  /** Takes elements of a tensor. */
  interface ElementSink {
    /** Takes {@code count} elements, the first of which has the number {@code from}. */
    void accept(int from, int count, ByteBuffer elements) throws IOException;
  }

  /** Reads the elements of a tensor in order, a few thousand at a time. */
  void read(TensorEntry tensor, ElementType type, ElementSink sink) throws IOException {
    requireType(tensor, type);
    int bytes = type.bytes();
    int length = Math.toIntExact(tensor.byteLength() / bytes);
    for (int from = 0; from < length; ) {
      int count = Math.min(length - from, BUFFER_SIZE / bytes);
      buffer.clear().limit(count * bytes);
      readFully(path, channel, buffer, tensor.offset() + (long) from * bytes);
      sink.accept(from, count, buffer.flip());
      from += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
