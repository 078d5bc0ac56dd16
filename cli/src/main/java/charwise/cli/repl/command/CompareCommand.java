package charwise.cli.repl.command;

import charwise.cli.repl.session.ModelFolder;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;

/** {@code /compare}. */
final class CompareCommand implements SlashCommand {
  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String argument() {
    return "MODEL";
  }

  @Override
  public String summary() {
    return "continue the same beginning with two models, side by side";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Both start from the seed of the text under way and use the same settings.",
        "The text under way stays as it is.");
  }

  @Override
  public Completions complete(Session session, String argument) {
    return PathCompletion.of(argument, ModelFolder.ENDING, session.console());
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.compare(argument.strip());
  }
}
