package charwise.cli.repl.command;

import charwise.cli.repl.session.ModelFolder;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;

/** {@code /load}. */
final class LoadCommand implements SlashCommand {
  @Override
  public String name() {
    return "load";
  }

  @Override
  public String argument() {
    return "MODEL";
  }

  @Override
  public String summary() {
    return "go on with another model";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Settings stay. So does the text under way if the other model knows all its",
        "characters: /more then goes on with it.");
  }

  @Override
  public Completions complete(Session session, String argument) {
    return PathCompletion.of(argument, ModelFolder.ENDING, session.console());
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.load(argument.strip());
  }
}
