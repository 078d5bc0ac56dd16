package charwise.cli.failure;

import charwise.cli.console.Nearest;
import charwise.cli.console.UserException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns the errors that picocli finds in a command line into messages of charwise. */
public final class UsageErrors {
  private UsageErrors() {}

  public static UserException of(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String help = help(command);
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched, command, help);
      case MissingParameterException missing ->
          UserException.usage("nothing given for", missing(missing), help);
      case OverwrittenOptionException twice ->
          UserException.usage("given twice", name(twice.getOverwritten()), help);
      default ->
          e.getCause() instanceof TypeConversionException wrong && e.getArgSpec() != null
              ? UserException.usage(
                  String.valueOf(wrong.getMessage()),
                  name(e.getArgSpec()) + " " + e.getValue(),
                  help)
              : UserException.usage(
                  String.valueOf(e.getMessage()), command.getCommandSpec().qualifiedName(), help);
    };
  }

  /**
   * Refuses options that were given twice; of those in groups, picocli keeps the last one silently.
   */
  public static void refuseRepetition(ParseResult result) {
    Set<OptionSpec> seen = new HashSet<>();
    for (OptionSpec option : result.matchedOptions()) {
      if (!option.isMultiValue() && !seen.add(option)) {
        throw UserException.usage(
            "given twice", option.longestName(), help(result.commandSpec().commandLine()));
      }
    }
  }

  private static UserException unmatched(
      UnmatchedArgumentException e, CommandLine command, String help) {
    String argument = e.getUnmatched().getFirst();
    if (e.isUnknownOption()) {
      int equals = argument.indexOf('=');
      String option = equals > 0 ? argument.substring(0, equals) : argument;
      List<String> options =
          command.getCommandSpec().options().stream()
              .flatMap(o -> List.of(o.names()).stream())
              .filter(name -> name.startsWith("--"))
              .toList();
      return UserException.usage(
          "unknown option", option, Nearest.question(option, options) + help);
    }
    boolean root = command.getParent() == null;
    return root
        ? UserException.usage(
            "no such command",
            argument,
            Nearest.question(argument, command.getSubcommands().keySet()) + help)
        : UserException.usage("one argument too many", argument, help);
  }

  private static String missing(MissingParameterException e) {
    return e.getMissing().stream().map(UsageErrors::name).collect(Collectors.joining(" "));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String help(CommandLine command) {
    return command.getParent() == null
        ? "try: charwise help"
        : "try: charwise help " + command.getCommandName();
  }
}
