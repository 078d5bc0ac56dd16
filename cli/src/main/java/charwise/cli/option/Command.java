package charwise.cli.option;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import java.io.IOException;

/** A command whose options have been parsed. */
public interface Command {
  /** The options it shares with every other command. */
  CommonOptions common();

  /**
   * Does what was asked.
   *
   * @param console where results and words go
   * @return how it ended
   * @throws charwise.cli.console.UserException if the user can put right what went wrong
   * @throws IOException if reading or writing failed
   */
  ExitCode run(Console console) throws IOException;
}
