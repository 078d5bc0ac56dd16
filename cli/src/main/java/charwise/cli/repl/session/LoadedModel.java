package charwise.cli.repl.session;

import charwise.cli.console.Console;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.registry.TaskType;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;

/** A model, ready for what it can do. */
public sealed interface LoadedModel permits WritingModel, AnsweringModel {
  /** Its file, as the user named it. */
  String name();

  /** The units that it reads. */
  Vocabulary vocabulary();

  /** A short description of the model. */
  String description();

  /** The settings of a session that begins with this model. */
  default Settings usual() {
    return Settings.usual(Items.NONE, Conditions.NONE);
  }

  /** Reads a model of any task; one that can write does so. */
  static LoadedModel read(String name, Console console) throws IOException {
    SavedTask saved = TaskType.read(console.resolve(name));
    if (saved instanceof SavedModel language) {
      return WritingModel.of(name, language);
    }
    Predictor predictor = saved.predictor(AnsweringModel.CHOICES, new Team(1));
    if (predictor == null) {
      throw new IllegalStateException("a model that neither writes nor answers: " + name);
    }
    return new AnsweringModel(name, saved, predictor);
  }
}
