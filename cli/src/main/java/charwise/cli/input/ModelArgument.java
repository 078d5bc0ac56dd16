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

  /**
   * Refuses a model that has no gates and no recurrent state to look at.
   *
   * @param name what to call the model
   */
  public static void requireRecurrent(SavedModel saved, String name) {
    if (!saved.model().config().isRecurrent()) {
      throw UserException.failure(
          "a " + saved.model().config().network().network() + " has no recurrent cells to look at",
          name,
          "choose a model of --network recurrent");
    }
  }
}
