package charwise.engine.training;

import charwise.engine.checkpoint.Json;
import charwise.engine.checkpoint.JsonException;
import charwise.engine.checkpoint.SafetensorsFile;
import charwise.engine.checkpoint.SafetensorsWriter;
import charwise.engine.checkpoint.TensorEntry;
import charwise.engine.model.LanguageModel;
import charwise.engine.tensor.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact state of an interrupted run: plan, progress, weights, moments and carried states, as a
 * safetensors file. The arrays are the engine's own storage, panels and all.
 */
record RunCheckpoint(TrainingPlan plan, RunProgress progress, long textFingerprint, Path file) {
  private static final String FORMAT = "charwise-checkpoint";
  private static final String VERSION = "1";
  private static final int LONGEST_REASON = 200;

  /** What a checkpoint restores into; the arrays are read from and written to. */
  record State(LanguageModel model, List<float[]> moments, List<Matrix> carried) {
    private Map<String, float[]> arrays() {
      Map<String, float[]> arrays = new LinkedHashMap<>();
      arrays.put("weights", model.parameters().values());
      for (int i = 0; i < moments.size(); i++) {
        arrays.put("moment." + i, moments.get(i));
      }
      return arrays;
    }
  }

  void write(State state) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("format_version", VERSION);
    metadata.put("plan", Json.write(plan.toJson()));
    metadata.put("progress", Json.write(progress.toJson()));
    metadata.put("text", Long.toString(textFingerprint));
    List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
    state.arrays().forEach((name, values) ->
        tensors.add(SafetensorsWriter.Tensor.of(
            name, new int[] {values.length}, () -> values)));
    for (int i = 0; i < state.carried().size(); i++) {
      float[] values = copyOf(state.carried().get(i));
      tensors.add(SafetensorsWriter.Tensor.of(
          "state." + i, new int[] {values.length}, () -> values));
    }
    SafetensorsWriter.write(file, metadata, tensors);
  }

  /**
   * Reads plan and progress, without the arrays. What is allocated for such a plan's model and its
   * carried states is then bounded by the file's size; the buffers of a window are not.
   *
   * @throws IOException if the file can not be read or is not a whole checkpoint
   */
  static RunCheckpoint read(Path file) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      Map<String, String> metadata = tensors.metadata();
      require(file, FORMAT.equals(metadata.get("format")), "it is no checkpoint");
      require(file, VERSION.equals(metadata.get("format_version")), "it is of another version");
      try {
        TrainingPlan plan = TrainingPlan.of(fields(metadata, "plan"));
        RunProgress progress = RunProgress.of(fields(metadata, "progress"), plan.steps());
        long text = Long.parseLong(metadata.getOrDefault("text", ""));
        requireSizes(file, tensors, plan);
        return new RunCheckpoint(plan, progress, text, file);
      } catch (JsonException | IllegalArgumentException e) {
        throw unusable(file, shown(String.valueOf(e.getMessage())));
      }
    }
  }

  /** Compares the two arrays that all others grow with, before anything is allocated. */
  private static void requireSizes(Path file, SafetensorsFile tensors, TrainingPlan plan)
      throws IOException {
    TensorEntry weights = tensors.tensor("weights");
    TensorEntry state = tensors.tensor("state.0");
    double states = (double) plan.batchSize() * plan.model().hiddenSize();
    require(
        file,
        weights != null
            && weights.byteLength() >= Float.BYTES * plan.model().productWeights()
            && state != null
            && state.byteLength() >= Float.BYTES * states,
        "its arrays do not fit its plan");
  }

  private static JsonFields fields(Map<String, String> metadata, String key) throws JsonException {
    return JsonFields.of(Json.parse(metadata.getOrDefault(key, "null")));
  }

  /**
   * Reads the arrays into a state of the plan's shape.
   *
   * @throws IOException if the file can not be read or does not fit
   */
  void restore(State state) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      for (Map.Entry<String, float[]> array : state.arrays().entrySet()) {
        read(tensors, array.getKey(), array.getValue());
      }
      for (int i = 0; i < state.carried().size(); i++) {
        Matrix carried = state.carried().get(i);
        float[] values = new float[carried.rows() * carried.columns()];
        read(tensors, "state." + i, values);
        for (int r = 0; r < carried.rows(); r++) {
          System.arraycopy(
              values, r * carried.columns(),
              carried.values(), carried.row(r), carried.columns());
        }
      }
    }
  }

  /** Reads an array. None holds NaN; a moment may be infinite, and the step after it then tells. */
  private void read(SafetensorsFile tensors, String name, float[] values) throws IOException {
    TensorEntry entry = tensors.tensor(name);
    if (entry == null || !entry.shape().equals(List.of((long) values.length))) {
      throw unusable(file, "its " + name + " does not fit its plan");
    }
    tensors.read(entry, values);
    for (float value : values) {
      if (Float.isNaN(value)) {
        throw unusable(file, "a number in its " + name + " is NaN");
      }
    }
  }

  private static float[] copyOf(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      System.arraycopy(
          matrix.values(), matrix.row(r), values, r * matrix.columns(), matrix.columns());
    }
    return values;
  }

  private static void require(Path file, boolean condition, String reason) throws IOException {
    if (!condition) {
      throw unusable(file, reason);
    }
  }

  /** A message that may quote the file: escaped, and not longer than a line. */
  private static String shown(String message) {
    String escaped = Json.write(message);
    return escaped.substring(1, Math.min(escaped.length() - 1, LONGEST_REASON));
  }

  private static IOException unusable(Path file, String reason) {
    return new IOException(
        "can not resume from it (" + reason + "): " + file
            + "; delete it to start the run afresh");
  }
}
