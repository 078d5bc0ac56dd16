package charwise.engine.checkpoint;

import static charwise.engine.checkpoint.InvalidModelException.quote;

import charwise.engine.checkpoint.SafetensorsWriter.Tensor;
import charwise.engine.parameter.ElementType;
import charwise.engine.parameter.FixedTensor;
import charwise.engine.parameter.FixedWeights;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.Model;
import charwise.engine.task.ModelConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Models as safetensors files: the tensors under PyTorch's names and in its layouts, everything
 * else in the metadata. Files from any source are safe to read.
 */
public final class ModelFile {
  /** How many elements are in hand at a time, so that a model is never in memory twice. */
  private static final int SOME = SafetensorsFile.BUFFER_SIZE / Float.BYTES;

  private static final String FORMAT = "charwise";
  private static final String FORMAT_VERSION = "1";

  private ModelFile() {}

  /**
   * Reads a model of one type; see {@link #read(Path, List)}.
   *
   * @throws InvalidModelException if the file is not such a model
   */
  public static <S> S read(Path file, ModelFormat<S> format) throws IOException {
    return read(file, List.of(format));
  }

  /**
   * Reads a model of one of some types. The tensors may come in any order, but all of them must be
   * there, with the shapes that the config implies, as finite 32-bit floats, and no others.
   *
   * @throws InvalidModelException if the file is not such a model
   * @throws IOException if it cannot be read
   */
  public static <S> S read(Path file, List<? extends ModelFormat<? extends S>> formats)
      throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      ModelFormat<? extends S> format = format(tensors, formats);
      return read(tensors, format);
    }
  }

  /**
   * The same of a file that lies in memory, as on a machine that has no such file.
   *
   * @param file what messages call it
   */
  public static <S> S read(
      Path file, byte[] bytes, List<? extends ModelFormat<? extends S>> formats)
      throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file, new ByteChannel(bytes))) {
      ModelFormat<? extends S> format = format(tensors, formats);
      return read(tensors, format);
    }
  }

  /**
   * What the file of a model says of it, without reading its weights.
   *
   * @throws InvalidModelException if the file is not such a model
   * @throws IOException if it cannot be read
   */
  public static ModelHeader header(Path file, List<? extends ModelFormat<?>> formats)
      throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      ModelFormat<?> format = format(tensors, formats);
      var metadata = new ModelMetadata(file, tensors.metadata());
      ModelConfig config = format.describe(metadata).config();
      requireTensors(tensors, config);
      return new ModelHeader(format.modelType(), config, metadata.training(), metadata.origin());
    }
  }

  private static <S> ModelFormat<? extends S> format(
      SafetensorsFile tensors, List<? extends ModelFormat<? extends S>> formats)
      throws InvalidModelException {
    String type = modelType(tensors.path(), tensors.metadata());
    for (ModelFormat<? extends S> format : formats) {
      if (format.modelType().equals(type)) {
        return format;
      }
    }
    throw new InvalidModelException(
        tensors.path(),
        "a model of type "
            + quote(type)
            + ", not "
            + formats.stream().map(ModelFormat::modelType).collect(Collectors.joining(" or ")),
        "use a newer charwise, or another model");
  }

  /**
   * The type of a model, without reading its weights.
   *
   * @throws InvalidModelException if the file is no model
   */
  public static String modelType(Path file) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      return modelType(file, tensors.metadata());
    }
  }

  private static String modelType(Path file, Map<String, String> metadata)
      throws InvalidModelException {
    if (!FORMAT.equals(metadata.get("format"))) {
      throw new InvalidModelException(
          file,
          "a safetensors file, but not of charwise",
          "name a model that charwise train has written");
    }
    String version = string(file, metadata, "format_version");
    if (!version.equals(FORMAT_VERSION)) {
      throw new InvalidModelException(
          file,
          "a model of format version " + quote(version) + ", but only 1 is known here",
          "use the charwise that wrote it, or a newer one");
    }
    return string(file, metadata, "model_type");
  }

  private static String string(Path file, Map<String, String> metadata, String key)
      throws InvalidModelException {
    String value = metadata.get(key);
    if (value == null) {
      throw new InvalidModelException(file, "its metadata have no " + key);
    }
    return value;
  }

  private static <S> S read(SafetensorsFile tensors, ModelFormat<S> format) throws IOException {
    ModelFormat.Description<S> description =
        format.describe(new ModelMetadata(tensors.path(), tensors.metadata()));
    requireTensors(tensors, description.config());
    Model model = readWeights(tensors, description);
    try {
      return description.with(model);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(tensors.path(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Creates or replaces a model file, atomically.
   *
   * @param metadata what the model's format describes it by
   * @throws IllegalArgumentException if a weight is not finite; the file is then as it was before
   * @throws IOException if the file cannot be written; it is then as it was before
   */
  public static void write(Path file, Model model, Map<String, String> metadata)
      throws IOException {
    float[] scratch = new float[largestTensor(model)];
    List<Tensor> tensors =
        model.tensors().stream()
            .map(
                tensor ->
                    Tensor.of(
                        tensor.name(),
                        tensor.shape(),
                        () -> {
                          readInto(scratch, tensor, 0, tensor.size(), model);
                          requireFinite(scratch, tensor);
                          return scratch;
                        }))
            .collect(Collectors.toCollection(ArrayList::new));
    for (FixedTensor tensor : model.fixedTensors()) {
      tensors.add(Tensor.of(tensor));
    }
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("format", FORMAT);
    strings.put("format_version", FORMAT_VERSION);
    strings.put("model_type", model.config().modelType());
    strings.putAll(metadata);
    SafetensorsWriter.write(file, strings, tensors);
  }

  /**
   * The hash of a model's weights alone: SHA-256, as 64 lower-case hexadecimal digits, of all
   * elements of all tensors as little-endian 32-bit floats, in the order of {@link Model#tensors}
   * (for a language model {@code rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0,
   * rnn.bias_hh_l0}, the same of the further layers, {@code decoder.weight, decoder.bias}), each
   * row by row. Minus zero counts as zero. In a file that {@link #write} made, these are the bytes
   * after the header. Counts are no weights; they follow from the text.
   */
  public static String sha256(Model model) {
    MessageDigest digest = digest();
    float[] some = new float[SOME];
    ByteBuffer bytes = bytes();
    for (NamedTensor tensor : model.tensors()) {
      for (int from = 0; from < tensor.size(); from += SOME) {
        int count = Math.min(SOME, tensor.size() - from);
        readInto(some, tensor, from, count, model);
        bytes.clear().asFloatBuffer().put(some, 0, count);
        digest.update(bytes.limit(count * Float.BYTES));
      }
    }
    for (FixedTensor tensor : model.fixedTensors()) {
      if (tensor instanceof FixedWeights weights) {
        for (int from = 0; from < weights.size(); from += SOME) {
          int count = Math.min(SOME, weights.size() - from);
          bytes.clear().asFloatBuffer().put(weights.values(), from, count);
          digest.update(bytes.limit(count * Float.BYTES));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The hash of the weights in a file.
   *
   * @param layout of such a model
   * @throws InvalidModelException if the file lacks one of its tensors
   */
  public static String sha256(Path file, ParameterLayout layout) throws IOException {
    MessageDigest digest = digest();
    float[] some = new float[SOME];
    ByteBuffer bytes = bytes();
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      for (ParameterLayout.Entry tensor : layout.tensors()) {
        if (tensor.type() != ElementType.F32) {
          continue;
        }
        TensorEntry entry = stored.tensor(tensor.name());
        if (entry == null) {
          throw new InvalidModelException(file, "its tensor " + tensor.name() + " is missing");
        }
        stored.read(
            entry,
            ElementType.F32,
            (from, count, elements) -> {
              elements.asFloatBuffer().get(some, 0, count);
              dropMinusZero(some, count);
              bytes.clear().asFloatBuffer().put(some, 0, count);
              digest.update(bytes.limit(count * Float.BYTES));
            });
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.allocate(SOME * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Copies a tensor out of the model, with minus zero, which reading loses, as zero. */
  private static void readInto(
      float[] scratch, NamedTensor tensor, int from, int count, Model model) {
    tensor.read(model.parameters().values(), from, count, scratch);
    dropMinusZero(scratch, count);
  }

  private static void dropMinusZero(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] += 0f;
    }
  }

  private static int largestTensor(Model model) {
    return model.tensors().stream().mapToInt(NamedTensor::size).max().orElse(0);
  }

  private static void requireFinite(float[] values, NamedTensor tensor) {
    int wrong = firstNotFinite(values, tensor.size());
    if (wrong >= 0) {
      throw new IllegalArgumentException(tensor.name() + " has the weight " + values[wrong]);
    }
  }

  private static int firstNotFinite(float[] values, int size) {
    for (int i = 0; i < size; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Compares the file's tensors with those of a model not yet allocated. */
  private static void requireTensors(SafetensorsFile file, ModelConfig config)
      throws InvalidModelException {
    Set<String> expected = new HashSet<>();
    for (ParameterLayout.Entry entry : config.layout().tensors()) {
      expected.add(entry.name());
      TensorEntry tensor = file.tensor(entry.name());
      if (tensor == null) {
        throw new InvalidModelException(file.path(), "its tensor " + entry.name() + " is missing");
      }
      if (!tensor.shape().equals(entry.shape())) {
        throw new InvalidModelException(
            file.path(),
            "its tensor "
                + entry.name()
                + " has the shape "
                + quote(tensor.shape().toString())
                + ", not "
                + entry.shape());
      }
      file.requireType(tensor, entry.type());
    }
    long bytes = 0;
    for (TensorEntry tensor : file.tensors()) {
      if (!expected.contains(tensor.name())) {
        throw new InvalidModelException(
            file.path(), "such a model has no place for its tensor " + quote(tensor.name()));
      }
      bytes += tensor.byteLength();
    }
    requireMemory(file.path(), bytes, Runtime.getRuntime().maxMemory());
  }

  /** Refuses a model that memory cannot hold, before it is allocated. */
  static void requireMemory(Path file, long needed, long memory) throws InvalidModelException {
    if (needed > memory) {
      throw new InvalidModelException(
          file,
          "it needs " + (needed >> 20) + " MB of memory where there are " + (memory >> 20) + " MB",
          "use a machine with more memory, or a smaller model");
    }
  }

  private static Model readWeights(SafetensorsFile file, ModelFormat.Description<?> description)
      throws IOException {
    Model model;
    try {
      model = description.newModel();
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(file.path(), String.valueOf(e.getMessage()));
    }
    float[] some = new float[SOME];
    for (NamedTensor tensor : model.tensors()) {
      TensorEntry entry = file.tensor(tensor.name());
      if (entry == null) {
        throw new IllegalStateException("not among the expected tensors: " + tensor.name());
      }
      file.read(
          entry,
          ElementType.F32,
          (from, count, elements) -> {
            elements.asFloatBuffer().get(some, 0, count);
            requireFinite(file, tensor.name(), some, count);
            tensor.add(some, from, count, model.parameters().values());
          });
    }
    for (FixedTensor tensor : model.fixedTensors()) {
      TensorEntry entry = file.tensor(tensor.name());
      if (entry == null) {
        throw new IllegalStateException("not among the expected tensors: " + tensor.name());
      }
      file.read(entry, tensor.type(), tensor::read);
      if (tensor instanceof FixedWeights weights) {
        requireFinite(file, tensor.name(), weights.values(), weights.size());
      }
    }
    requireFinite(
        file, "the sum of two biases", model.parameters().values(), model.parameters().size());
    return model;
  }

  private static void requireFinite(SafetensorsFile file, String name, float[] values, int size)
      throws InvalidModelException {
    int wrong = firstNotFinite(values, size);
    if (wrong >= 0) {
      throw new InvalidModelException(
          file.path(), "a weight is not finite: " + values[wrong] + " in " + name);
    }
  }
}
