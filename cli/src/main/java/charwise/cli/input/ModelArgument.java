package charwise.cli.input;

import charwise.cli.console.UserException;
import charwise.engine.registry.TaskType;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.file.Path;

/** The MODEL arguments of commands that write or measure text. */
public final class ModelArgument {
  private ModelArgument() {}

  /**
   * Reads a language model.
   *
   * @throws UserException if it is a model of another task, which another command is for
   * @throws IOException if it can't be read or is no model
   */
  public static SavedModel language(Path file) throws IOException {
    SavedTask saved = TaskType.read(file);
    if (saved instanceof SavedModel language) {
      return language;
    }
    throw UserException.failure(
        TaskType.of(saved).format().title() + ", not a language model",
        file.toString(),
        "ask it with charwise predict, or measure it with charwise evaluate");
  }
}
