package charwise.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands that the user can paste into a shell. */
public final class CommandText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  private CommandText() {}

  /**
   * The command that resumes a {@code train} run.
   *
   * @param arguments those that started it
   * @param output the model that it was writing
   */
  public static String resume(List<String> arguments, String output) {
    var command = new ArrayList<>(arguments);
    int afterName = command.indexOf("train") + 1;
    if (command.stream().noneMatch(CommandText::namesOutput)) {
      command.addAll(afterName, List.of("--output", output));
    }
    return withResume(command, "train");
  }

  /** The command that resumes a run of {@code command}, which {@code arguments} started. */
  public static String withResume(List<String> arguments, String command) {
    var words = new ArrayList<>(arguments);
    words.remove("--fresh");
    if (!words.contains("--resume")) {
      words.add(words.indexOf(command) + 1, "--resume");
    }
    return of(words);
  }

  /** The command line that has these arguments. */
  public static String of(List<String> arguments) {
    return "charwise "
        + arguments.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
  }

  private static boolean namesOutput(String argument) {
    return argument.startsWith("-o") || argument.startsWith("--output");
  }

  /** {@code argument} quoted for a shell where that is necessary. */
  public static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
