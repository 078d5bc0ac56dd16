package charwise.cli.option;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command with its parsed options, and the common parts of all help texts. */
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

  @Spec private @Nullable CommandSpec spec;

  /** The options of every command. */
  public final CommonOptions common() {
    return common;
  }

  /**
   * Carries out the command.
   *
   * @param console where results and words go
   * @return how it ended
   * @throws UserException if the user can put right what went wrong
   * @throws IOException if reading or writing failed
   */
  public abstract ExitCode run(Console console) throws IOException;

  /** The error that two options exclude each other. */
  protected static UserException conflict(String one, String other) {
    return UserException.usage(
        "two options that exclude each other", one + " and " + other, "leave one of them out");
  }

  /** This command as picocli knows it, with what was parsed. */
  protected final CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  /**
   * The arguments of the whole command line, as they were given, but with the seed if it was drawn.
   */
  protected final List<String> originalArguments() {
    return SeedOption.settled(
        spec().root().commandLine().getParseResult().originalArgs(),
        spec().commandLine().getParseResult());
  }

  /** The arguments with a label in help texts, as they were typed. */
  protected final List<String> typed(String label) {
    return spec().commandLine().getParseResult().matchedPositionals().stream()
        .filter(argument -> argument.paramLabel().equals(label))
        .distinct() // there once for each that was given
        .flatMap(argument -> argument.originalStringValues().stream())
        .toList();
  }

  /** Whether an option was given. */
  protected final boolean given(String option) {
    return spec().commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Refuses the first of some options that was given. */
  protected final void refuse(String what, String whatToDo, List<String> options) {
    options.stream()
        .filter(this::given)
        .findFirst()
        .ifPresent(
            option -> {
              throw UserException.usage(what, option, whatToDo);
            });
  }

  /** Refuses two options together. */
  protected final void exclude(String one, String other) {
    if (given(one) && given(other)) {
      throw conflict(one, other);
    }
  }
}
