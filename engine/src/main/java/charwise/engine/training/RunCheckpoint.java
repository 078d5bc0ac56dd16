package charwise.engine.training;

import charwise.engine.checkpoint.SafetensorsFile;
import charwise.engine.checkpoint.SafetensorsWriter;
import charwise.engine.checkpoint.TensorEntry;
import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import charwise.engine.json.JsonFields;
import charwise.engine.parameter.ElementType;
import charwise.engine.task.DataMark;
import charwise.engine.task.TaskPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The exact state of an interrupted run: plan, progress, weights, moments and carried states, as a
 * safetensors file. The arrays are the engine's own storage, panels and all.
 */
record RunCheckpoint(
    TrainingPlan plan, RunProgress progress, Map<String, String> metadata, Path file) {
  private static final String FORMAT = "charwise-checkpoint";
  private static final String VERSION = "2";
  private static final String REWIND_PROGRESS = "rewind_progress";
  private static final int LONGEST_REASON = 200;

  /**
   * Writes the state of a run.
   *
   * @param rewind where it would go back to, or null if it would not
   */
  static void write(
      Path file,
      TrainingPlan plan,
      RunProgress progress,
      DataMark data,
      TrainingState state,
      @Nullable RewindPoint rewind)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("format_version", VERSION);
    metadata.put("plan", Json.write(plan.toJson()));
    metadata.put("progress", Json.write(progress.toJson()));
    data.addTo(metadata);
    if (rewind != null) {
      metadata.put(REWIND_PROGRESS, Json.write(rewind.progress().toJson()));
    }
    List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
    for (TrainingState.Slot slot : slots(state, rewind)) {
      tensors.add(
          new SafetensorsWriter.Tensor(
              slot.name(), List.of(slot.size()), ElementType.F32, slot.values()));
    }
    SafetensorsWriter.write(file, metadata, tensors);
  }

  private static List<TrainingState.Slot> slots(TrainingState state, @Nullable RewindPoint rewind) {
    List<TrainingState.Slot> slots = new ArrayList<>(state.slots());
    if (rewind != null) {
      slots.addAll(rewind.slots());
    }
    return slots;
  }

  /**
   * Reads plan and progress, without the arrays. What is allocated for such a plan's model and its
   * carried states is then bounded by the file's size; the buffers of a window are not.
   *
   * @param tasks makes a task's part of the plan
   * @throws IOException if the file cannot be read or is not a whole checkpoint
   */
  static RunCheckpoint read(Path file, Function<JsonFields, TaskPlan> tasks) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      Map<String, String> metadata = tensors.metadata();
      require(file, FORMAT.equals(metadata.get("format")), "it is no checkpoint");
      require(file, VERSION.equals(metadata.get("format_version")), "it is of another version");
      try {
        TrainingPlan plan = TrainingPlan.of(fields(metadata, "plan"), tasks);
        RunProgress progress = RunProgress.of(fields(metadata, "progress"), plan);
        requireSizes(file, tensors, plan);
        return new RunCheckpoint(plan, progress, Map.copyOf(metadata), file);
      } catch (JsonException | IllegalArgumentException e) {
        throw unusable(file, shown(String.valueOf(e.getMessage())));
      }
    }
  }

  /**
   * Makes sure that {@code now} are the data that the run is made of.
   *
   * @throws IOException with the first difference if they are others
   */
  void requireData(DataMark now) throws IOException {
    String difference;
    try {
      difference = now.difference(metadata);
    } catch (IllegalArgumentException e) {
      throw unusable(file, shown(String.valueOf(e.getMessage())));
    }
    if (difference != null) {
      throw new IOException(
          difference
              + ": "
              + file
              + "; give the same corpus, units and part for validation, or delete it to start"
              + " afresh");
    }
  }

  /** Compares the two arrays that all others grow with, before anything is allocated. */
  private static void requireSizes(Path file, SafetensorsFile tensors, TrainingPlan plan)
      throws IOException {
    TensorEntry weights = tensors.tensor("weights");
    TensorEntry state = tensors.tensor("state.0");
    long carried = plan.task().carriedFloats();
    require(
        file,
        weights != null
            && weights.byteLength() == Float.BYTES * plan.task().model().layout().storage()
            && (carried == 0 || (state != null && state.byteLength() >= Float.BYTES * carried)),
        "its arrays do not fit its plan");
  }

  private static JsonFields fields(Map<String, String> metadata, String key) throws JsonException {
    return JsonFields.of(Json.parse(metadata.getOrDefault(key, "null")));
  }

  /**
   * Reads the arrays into those of a run of the plan's shape.
   *
   * @param rewind filled likewise, unless null
   * @throws IOException if the file cannot be read or does not fit
   */
  void restore(TrainingState state, @Nullable RewindPoint rewind) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      for (TrainingState.Slot slot : slots(state, rewind)) {
        float[] values = new float[slot.size()];
        read(tensors, slot.name(), values);
        slot.set().accept(values);
      }
      if (rewind != null) {
        try {
          rewind.progress(RunProgress.of(fields(tensors.metadata(), REWIND_PROGRESS), plan));
        } catch (JsonException | IllegalArgumentException e) {
          throw unusable(file, shown(String.valueOf(e.getMessage())));
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
        "cannot resume from it (" + reason + "): " + file + "; delete it to start the run afresh");
  }
}
