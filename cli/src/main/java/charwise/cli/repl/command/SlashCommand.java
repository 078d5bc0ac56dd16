package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;

/** One command of the repl. */
interface SlashCommand {
  /** What follows the slash. */
  String name();

  /** What follows the name, as help shows it: {@code "NAME VALUE"}; empty for nothing. */
  default String argument() {
    return "";
  }

  /** What it does, in a few words. */
  String summary();

  /** More about it, in lines of at most 76 characters. */
  default List<String> details() {
    return List.of();
  }

  /** What the last word of an unfinished argument may become. */
  default Completions complete(Session session, String argument) throws IOException {
    return Completions.NONE;
  }

  /**
   * Does it.
   *
   * @param argument what follows the name and a space; empty where help shows no argument
   * @throws charwise.cli.console.UserException if the user can put right what went wrong
   */
  void run(Session session, String argument) throws IOException;
}
