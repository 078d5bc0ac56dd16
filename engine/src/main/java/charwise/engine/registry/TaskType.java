package charwise.engine.registry;

import charwise.engine.checkpoint.ModelFile;
import charwise.engine.checkpoint.ModelFormat;
import charwise.engine.checkpoint.ModelHeader;
import charwise.engine.json.JsonFields;
import charwise.engine.label.Labelled;
import charwise.engine.task.SavedTask;
import charwise.engine.task.TaskPlan;
import charwise.engine.task.classifier.ClassifierFormat;
import charwise.engine.task.classifier.ClassifierPlan;
import charwise.engine.task.language.LanguageModelFormat;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.tagger.TaggerFormat;
import charwise.engine.task.tagger.TaggerPlan;
import charwise.engine.task.transducer.TransducerFormat;
import charwise.engine.task.transducer.TransducerPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The tasks to choose from. */
public enum TaskType implements Labelled {
  /** The next unit of a text. */
  GENERATE(LanguagePlan::of, LanguageModelFormat.INSTANCE),
  /** A label for a text. */
  CLASSIFY(ClassifierPlan::of, ClassifierFormat.INSTANCE),
  /** A tag for each unit of a line: what it has lost, what it becomes, whether it is in a name. */
  TAG(TaggerPlan::of, TaggerFormat.INSTANCE),
  /** An answer of its own length to a text. */
  TRANSDUCE(TransducerPlan::of, TransducerFormat.INSTANCE);

  private static final List<ModelFormat<? extends SavedTask>> FORMATS =
      Arrays.stream(values()).<ModelFormat<? extends SavedTask>>map(TaskType::format).toList();

  private final Function<JsonFields, TaskPlan> plans;
  private final ModelFormat<? extends SavedTask> format;

  TaskType(Function<JsonFields, TaskPlan> plans, ModelFormat<? extends SavedTask> format) {
    this.plans = plans;
    this.format = format;
  }

  /** The task with the given label. */
  public static TaskType of(String label) {
    return Labelled.find("task", label, values());
  }

  /** The task of a model. */
  public static TaskType of(SavedTask saved) {
    return ofModelType(saved.model().config().modelType());
  }

  /** The task of a model whose weights have not been read. */
  public static TaskType of(ModelHeader header) {
    return ofModelType(header.modelType());
  }

  private static TaskType ofModelType(String type) {
    return Arrays.stream(values())
        .filter(task -> task.format.modelType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** How its models are described in files. */
  public ModelFormat<? extends SavedTask> format() {
    return format;
  }

  /**
   * A task's own part of a run's plan; a plan that names no task is one of {@link #GENERATE}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TaskPlan plan(JsonFields json) {
    return of(json.has("task") ? json.string("task") : GENERATE.label()).plans.apply(json);
  }

  /**
   * Reads a model of any task.
   *
   * @throws IOException if it cannot be read or is no model
   */
  public static SavedTask read(Path file) throws IOException {
    return ModelFile.read(file, FORMATS);
  }

  /**
   * Reads a model of any task from the bytes of its file.
   *
   * @param file what messages call it
   * @throws IOException if it is no model
   */
  public static SavedTask read(Path file, byte[] bytes) throws IOException {
    return ModelFile.read(file, bytes, FORMATS);
  }

  /**
   * What the file of a model of any task says of it, without reading its weights.
   *
   * @throws IOException if it cannot be read or is no model
   */
  public static ModelHeader header(Path file) throws IOException {
    return ModelFile.header(file, FORMATS);
  }

  @Override
  public String toString() {
    return label();
  }
}
