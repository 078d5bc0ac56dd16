package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;

/** {@code /save}, and {@code /save!}, which replaces a file. */
final class SaveCommand implements SlashCommand {
  private final boolean replacing;

  SaveCommand(boolean replacing) {
    this.replacing = replacing;
  }

  @Override
  public String name() {
    return replacing ? "save!" : "save";
  }

  @Override
  public String argument() {
    return "FILE";
  }

  @Override
  public String summary() {
    return replacing ? "the same, also over a file that exists" : "write what was typed and shown";
  }

  @Override
  public List<String> details() {
    return List.of(
        "What you typed follows \"> \". The same lines give the same texts again:",
        "  sed -n 's/^> //p' FILE | charwise repl MODEL");
  }

  @Override
  public Completions complete(Session session, String argument) {
    return PathCompletion.of(argument, "", session.console());
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.save(argument.strip(), replacing);
  }
}
