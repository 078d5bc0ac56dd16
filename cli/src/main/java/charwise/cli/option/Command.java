package charwise.cli.option;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;

/** A command whose options have been parsed, and what the help of all commands has in common. */
@CommandLine.Command(
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    parameterListHeading = "%nArguments:%n",
    exitCodeListHeading = "%nExit status:%n",
    footerHeading = "%nExamples:%n")
public abstract class Command {
  @ArgGroup(validate = false, heading = CommonOptions.HEADING, order = 100)
  private CommonOptions common = new CommonOptions();

  /** The options it shares with every other command. */
  public final CommonOptions common() {
    return common;
  }

  /**
   * Does what was asked.
   *
   * @param console where results and words go
   * @return how it ended
   * @throws UserException if the user can put right what went wrong
   * @throws IOException if reading or writing failed
   */
  public abstract ExitCode run(Console console) throws IOException;

  /** Says that the command line has two options of which only one may be given. */
  protected static UserException conflict(String one, String other) {
    return UserException.usage(
        "two options that exclude each other", one + " and " + other, "leave one of them out");
  }
}
