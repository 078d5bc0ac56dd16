package charwise.spark;

import charwise.engine.registry.TaskType;
import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model as it travels: the bytes of its file. Each JVM that has received them reads the model
 * once, and all of its tasks share it.
 */
final class SharedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] bytes;
  private transient @Nullable SavedTask task;

  SharedModel(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  synchronized SavedTask task() throws IOException {
    SavedTask read = task;
    if (read == null) {
      read = TaskType.read(Path.of(name), bytes);
      task = read;
    }
    return read;
  }
}
