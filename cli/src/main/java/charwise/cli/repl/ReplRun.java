package charwise.cli.repl;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.repl.session.LoadedModel;
import charwise.cli.repl.session.ModelFolder;
import charwise.cli.repl.terminal.TerminalFront;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of {@code charwise repl}: on a terminal if input and output are one, else on a pipe. */
final class ReplRun {
  private final @Nullable String model;
  private final Console console;

  /**
   * Prepares a run.
   *
   * @param model the model's file; null for one in the current folder
   */
  ReplRun(@Nullable String model, Console console) {
    this.model = model;
    this.console = console;
  }

  void run() throws IOException {
    List<String> models = model != null ? List.of(model) : ModelFolder.list(console);
    if (models.isEmpty()) {
      throw UserException.failure(
          "no model here", "repl", "name one, or train one first: charwise train");
    }
    if (console.terminal().input() && console.terminal().output()) {
      TerminalFront.run(models, console);
    } else if (models.size() == 1) {
      new PipeFront(LoadedModel.read(models.getFirst(), console), console).run();
    } else {
      throw UserException.usage("several models here", String.join(", ", models), "name one");
    }
  }
}
