package charwise.engine.checkpoint;

import static charwise.engine.checkpoint.InvalidModelException.quote;

import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file, checked against the file's length: the tensors fill the data
 * exactly, one after the other, without a hole or an overlap, each as long as its shape says.
 *
 * @param metadata the texts under {@code __metadata__}, in the file's order
 * @param tensors the tensors by ascending offset
 */
record SafetensorsHeader(Map<String, String> metadata, List<TensorEntry> tensors) {
  static final String METADATA_KEY = "__metadata__";

  /** Bits per element. */
  private static final Map<String, Integer> DTYPES =
      Map.ofEntries(
          Map.entry("BOOL", 8),
          Map.entry("F4", 4),
          Map.entry("F6_E2M3", 6),
          Map.entry("F6_E3M2", 6),
          Map.entry("U8", 8),
          Map.entry("I8", 8),
          Map.entry("F8_E5M2", 8),
          Map.entry("F8_E4M3", 8),
          Map.entry("F8_E8M0", 8),
          Map.entry("F8_E4M3FNUZ", 8),
          Map.entry("F8_E5M2FNUZ", 8),
          Map.entry("I16", 16),
          Map.entry("U16", 16),
          Map.entry("F16", 16),
          Map.entry("BF16", 16),
          Map.entry("I32", 32),
          Map.entry("U32", 32),
          Map.entry("F32", 32),
          Map.entry("I64", 64),
          Map.entry("U64", 64),
          Map.entry("F64", 64),
          Map.entry("C64", 64));

  /**
   * Reads a header.
   *
   * @param file the file, for messages
   * @param json the header's bytes
   * @param dataOffset where the data begin in the file
   * @param dataLength how many bytes of data the file has
   * @throws InvalidModelException if anything does not fit
   */
  static SafetensorsHeader parse(Path file, byte[] json, long dataOffset, long dataLength)
      throws InvalidModelException {
    Map<?, ?> object;
    try {
      if (json.length == 0 || json[0] != '{' || !(Json.parse(json) instanceof Map<?, ?> parsed)) {
        throw new InvalidModelException(file, "its header is not a JSON object");
      }
      object = parsed;
    } catch (JsonException e) {
      throw new InvalidModelException(file, "its header is broken, " + e.getMessage());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    List<TensorEntry> tensors = new ArrayList<>();
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      String name = (String) entry.getKey();
      if (name.equals(METADATA_KEY)) {
        readMetadata(file, entry.getValue(), metadata);
      } else {
        tensors.add(readTensor(file, name, entry.getValue(), dataOffset, dataLength));
      }
    }
    tensors.sort(SafetensorsHeader::byPosition);
    requireContiguous(file, tensors, dataOffset, dataLength);
    return new SafetensorsHeader(metadata, List.copyOf(tensors));
  }

  private static void readMetadata(Path file, @Nullable Object value, Map<String, String> metadata)
      throws InvalidModelException {
    if (!(value instanceof Map<?, ?> object)) {
      throw new InvalidModelException(file, "its metadata are not a JSON object");
    }
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      String key = (String) entry.getKey();
      if (!(entry.getValue() instanceof String text)) {
        throw new InvalidModelException(file, "its metadata " + quote(key) + " is not a string");
      }
      metadata.put(key, text);
    }
  }

  private static TensorEntry readTensor(
      Path file, String name, @Nullable Object value, long dataOffset, long dataLength)
      throws InvalidModelException {
    if (!(value instanceof Map<?, ?> object)) {
      throw invalid(file, name, "is not described by a JSON object");
    }
    if (!(object.get("dtype") instanceof String dtype) || !DTYPES.containsKey(dtype)) {
      throw invalid(file, name, "has no known dtype");
    }
    List<Long> shape = readIntegers(object.get("shape"));
    if (shape == null) {
      throw invalid(file, name, "has no valid shape");
    }
    List<Long> offsets = readIntegers(object.get("data_offsets"));
    if (offsets == null || offsets.size() != 2) {
      throw invalid(file, name, "has no valid data_offsets");
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (begin > end || end > dataLength) {
      throw invalid(
          file, name, "lies at " + begin + " to " + end + " of " + dataLength + " bytes of data");
    }
    long expected = byteLength(shape, DTYPES.get(dtype));
    if (expected != end - begin) {
      throw invalid(file, name, "has " + (end - begin) + " bytes, which its shape contradicts");
    }
    return new TensorEntry(name, dtype, shape, dataOffset + begin, end - begin);
  }

  /** The integers of an array, all at least 0, or null if it is anything else. */
  private static @Nullable List<Long> readIntegers(@Nullable Object value) {
    if (!(value instanceof List<?> array)) {
      return null;
    }
    List<Long> integers = new ArrayList<>(array.size());
    for (Object element : array) {
      if (!(element instanceof Long integer) || integer < 0) {
        return null;
      }
      integers.add(integer);
    }
    return integers;
  }

  /** The bytes that a shape takes, or -1 where they are no whole number or beyond a long. */
  private static long byteLength(List<Long> shape, int bitsPerElement) {
    try {
      long bits = bitsPerElement;
      for (long dimension : shape) {
        bits = Math.multiplyExact(bits, dimension);
      }
      return bits % 8 == 0 ? bits / 8 : -1;
    } catch (ArithmeticException beyondLong) {
      return -1;
    }
  }

  private static void requireContiguous(
      Path file, List<TensorEntry> tensors, long dataOffset, long dataLength)
      throws InvalidModelException {
    long end = dataOffset;
    for (TensorEntry tensor : tensors) {
      if (tensor.offset() != end) {
        throw invalid(
            file,
            tensor.name(),
            tensor.offset() < end ? "overlaps another" : "begins after a hole");
      }
      end += tensor.byteLength();
    }
    long rest = dataOffset + dataLength - end;
    if (rest != 0) {
      throw new InvalidModelException(file, "it has " + rest + " bytes that belong to no tensor");
    }
  }

  private static InvalidModelException invalid(Path file, String tensor, String fault) {
    return new InvalidModelException(file, "its tensor " + quote(tensor) + " " + fault);
  }

  private static int byPosition(TensorEntry a, TensorEntry b) {
    int order = Long.compare(a.offset(), b.offset());
    return order != 0 ? order : Long.compare(a.byteLength(), b.byteLength());
  }
}
