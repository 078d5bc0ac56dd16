package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;

/**
 * A command of the repl.
 *
 * @param argument what follows the name, as help shows it: {@code NAME VALUE}; empty for nothing,
 *     in brackets where it may be left out
 * @param details more about it, in lines of at most 76 characters
 * @param writes whether it is for models that write only
 */
record SlashCommand(
    String name,
    String argument,
    String summary,
    List<String> details,
    boolean writes,
    Completer completer,
    Action action) {

  /** What a command does. */
  @FunctionalInterface
  interface Action {
    /**
     * Carries out the command.
     *
     * @param argument what follows the name, without spaces around it
     */
    void run(Session session, String argument) throws IOException;
  }

  @FunctionalInterface
  interface PlainAction {
    void run(Session session) throws IOException;
  }

  /** Completes the argument of a command. */
  @FunctionalInterface
  interface Completer {
    /** The completions of the last word of an unfinished argument. */
    Completions complete(Session session, String argument) throws IOException;
  }

  static SlashCommand of(String name, String summary, PlainAction action) {
    return of(
        name,
        "",
        summary,
        (session, argument) -> Completions.NONE,
        (session, argument) -> action.run(session));
  }

  static SlashCommand of(
      String name, String argument, String summary, Completer completer, Action action) {
    return new SlashCommand(name, argument, summary, List.of(), true, completer, action);
  }

  /** The same command with these details. */
  SlashCommand explained(String lines) {
    return new SlashCommand(
        name, argument, summary, lines.lines().toList(), writes, completer, action);
  }

  /** The same command for models of all kinds. */
  SlashCommand forAll() {
    return new SlashCommand(name, argument, summary, details, false, completer, action);
  }

  /** Whether the session's model can do it. */
  boolean serves(Session session) {
    return session.writes() || !writes;
  }

  /** The command as help shows it, with its argument. */
  String usage() {
    return ("/" + name + " " + argument).strip();
  }
}
