package charwise.engine.checkpoint;

import static charwise.engine.checkpoint.InvalidModelException.quote;

import charwise.engine.checkpoint.SafetensorsWriter.Tensor;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models as safetensors files: the tensors under PyTorch's names and in its layouts, everything
 * else in the metadata. Files from any source are safe to read.
 */
public final class ModelFile {
  /** How many elements are in hand at a time, so that a model is never in memory twice. */
  private static final int SOME = SafetensorsFile.BUFFER_SIZE / Float.BYTES;

  private ModelFile() {}

  /**
   * Reads a model. The tensors may come in any order, but all of them must be there, with the
   * shapes that the config implies, as finite 32-bit floats, and no others.
   *
   * @throws InvalidModelException if the file is not such a model
   * @throws IOException if it can not be read
   */
  public static SavedModel read(Path file) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      ModelMetadata metadata = ModelMetadata.read(file, tensors.metadata());
      requireTensors(tensors, metadata.config());
      LanguageModel model = readWeights(tensors, metadata.config());
      return SavedModel.of(
          model,
          metadata.vocabulary(),
          metadata.items(),
          metadata.dropout(),
          metadata.training());
    }
  }

  /**
   * Creates or replaces a model file, atomically.
   *
   * @throws IllegalArgumentException if a weight is not finite; the file is then as it was before
   * @throws IOException if the file can not be written; it is then as it was before
   */
  public static void write(Path file, SavedModel saved) throws IOException {
    LanguageModel model = saved.model();
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
            .toList();
    SafetensorsWriter.write(file, ModelMetadata.of(saved).toStrings(), tensors);
  }

  /**
   * The hash of a model's weights alone: SHA-256, as 64 lower-case hexadecimal digits, of all
   * elements of all tensors as little-endian 32-bit floats, in the order {@code
   * rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0, rnn.bias_hh_l0}, the same of the further
   * layers, {@code decoder.weight, decoder.bias}, each row by row. Minus zero counts as zero. In a
   * file that {@link #write} made, these are the bytes after the header.
   */
  public static String sha256(LanguageModel model) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    float[] some = new float[SOME];
    ByteBuffer bytes = ByteBuffer.allocate(SOME * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (NamedTensor tensor : model.tensors()) {
      for (int from = 0; from < tensor.size(); from += SOME) {
        int count = Math.min(SOME, tensor.size() - from);
        readInto(some, tensor, from, count, model);
        bytes.clear().asFloatBuffer().put(some, 0, count);
        digest.update(bytes.limit(count * Float.BYTES));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Copies a tensor out of the model, with minus zero, which reading loses, as zero. */
  private static void readInto(
      float[] scratch, NamedTensor tensor, int from, int count, LanguageModel model) {
    tensor.read(model.parameters().values(), from, count, scratch);
    for (int i = 0; i < count; i++) {
      scratch[i] += 0f;
    }
  }

  private static int largestTensor(LanguageModel model) {
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
  private static void requireTensors(SafetensorsFile file, LanguageModelConfig config)
      throws InvalidModelException {
    Map<String, List<Long>> expected = expectedShapes(config);
    for (Map.Entry<String, List<Long>> entry : expected.entrySet()) {
      TensorEntry tensor = file.tensor(entry.getKey());
      if (tensor == null) {
        throw new InvalidModelException(
            file.path(), "its tensor " + entry.getKey() + " is missing");
      }
      if (!tensor.shape().equals(entry.getValue())) {
        throw new InvalidModelException(
            file.path(),
            "its tensor "
                + entry.getKey()
                + " has the shape "
                + quote(tensor.shape().toString())
                + ", not "
                + entry.getValue());
      }
      file.requireFloats(tensor);
    }
    long bytes = 0;
    for (TensorEntry tensor : file.tensors()) {
      if (!expected.containsKey(tensor.name())) {
        throw new InvalidModelException(
            file.path(), "such a model has no place for its tensor " + quote(tensor.name()));
      }
      bytes += tensor.byteLength();
    }
    requireMemory(file.path(), bytes, Runtime.getRuntime().maxMemory());
  }

  /** Refuses a model that memory can not hold, before it is allocated. */
  static void requireMemory(Path file, long needed, long memory) throws InvalidModelException {
    if (needed > memory) {
      throw new InvalidModelException(
          file,
          "it needs " + (needed >> 20) + " MB of memory where there are " + (memory >> 20) + " MB",
          "use a machine with more memory, or a smaller model");
    }
  }

  private static Map<String, List<Long>> expectedShapes(LanguageModelConfig config) {
    long hiddenSize = config.hiddenSize();
    long vocabularySize = config.vocabularySize();
    long rows = config.cell().create().gateCount() * hiddenSize;
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    for (int layer = 0; layer < config.layerCount(); layer++) {
      shapes.put(
          "rnn.weight_ih_l" + layer, List.of(rows, layer == 0 ? vocabularySize : hiddenSize));
      shapes.put("rnn.weight_hh_l" + layer, List.of(rows, hiddenSize));
      shapes.put("rnn.bias_ih_l" + layer, List.of(rows));
      shapes.put("rnn.bias_hh_l" + layer, List.of(rows));
    }
    shapes.put("decoder.weight", List.of(vocabularySize, hiddenSize));
    shapes.put("decoder.bias", List.of(vocabularySize));
    return shapes;
  }

  private static LanguageModel readWeights(SafetensorsFile file, LanguageModelConfig config)
      throws IOException {
    LanguageModel model;
    try {
      model = new LanguageModel(config);
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
          (from, count, elements) -> {
            elements.get(some, 0, count);
            requireFinite(file, tensor.name(), some, count);
            tensor.add(some, from, count, model.parameters().values());
          });
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
