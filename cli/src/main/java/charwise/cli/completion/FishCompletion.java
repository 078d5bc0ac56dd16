package charwise.cli.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a completion script for fish from the commands and options that picocli knows. */
final class FishCompletion {
  private final CommandLine root;
  private final String program;
  private final List<String> lines = new ArrayList<>();

  FishCompletion(CommandLine root) {
    this.root = root;
    this.program = root.getCommandName();
  }

  String script() {
    lines.add("# fish completion for " + program);
    lines.add("complete -c " + program + " -f");
    for (Map.Entry<String, CommandLine> entry : root.getSubcommands().entrySet()) {
      CommandSpec command = entry.getValue().getCommandSpec();
      add("__fish_use_subcommand", "-a " + entry.getKey(), first(command.usageMessage().header()));
    }
    addOptions("__fish_use_subcommand", root.getCommandSpec());
    for (Map.Entry<String, CommandLine> entry : root.getSubcommands().entrySet()) {
      String condition = "__fish_seen_subcommand_from " + entry.getKey();
      addOptions(condition, entry.getValue().getCommandSpec());
      addArguments(condition, entry.getValue().getCommandSpec());
    }
    return String.join("\n", lines) + "\n";
  }

  private void addOptions(String condition, CommandSpec command) {
    for (OptionSpec option : command.options()) {
      var flags = new StringBuilder();
      for (String name : option.names()) {
        flags.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
      }
      String description = first(option.description()).replace(": " + listed(option), "");
      add(condition, flags.substring(1) + values(option), description);
      if (option.negatable()) {
        String opposite = "The opposite of " + option.longestName();
        add(condition, "-l no-" + option.longestName().substring(2), opposite);
      }
    }
  }

  /** Whether a value must follow, and which ones fish may offer. */
  private static String values(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    if (isFile(option)) {
      return " -r -F";
    }
    String candidates = candidates(option);
    return candidates.isEmpty() ? " -x" : " -x -a " + quoted(candidates);
  }

  private void addArguments(String condition, CommandSpec command) {
    for (PositionalParamSpec argument : command.positionalParameters()) {
      if (isFile(argument)) {
        add(condition, "-F", "");
      } else if (!candidates(argument).isEmpty()) {
        add(condition, "-a " + quoted(candidates(argument)), "");
      }
    }
  }

  private static boolean isFile(ArgSpec argument) {
    return argument.type() == Path.class || List.of(argument.auxiliaryTypes()).contains(Path.class);
  }

  private static String candidates(ArgSpec argument) {
    return listed(argument).replace(", ", " ");
  }

  /** The candidates as descriptions list them. */
  private static String listed(ArgSpec argument) {
    return argument.completionCandidates() == null
        ? ""
        : String.join(", ", argument.completionCandidates());
  }

  private void add(String condition, String what, String description) {
    lines.add(
        "complete -c "
            + program
            + " -n "
            + quoted(condition)
            + " "
            + what
            + (description.isEmpty() ? "" : " -d " + quoted(description)));
  }

  /** The first sentence. */
  private static String first(String[] paragraphs) {
    if (paragraphs.length == 0) {
      return "";
    }
    String text = paragraphs[0].replace("%%", "%");
    int end = text.indexOf(". ");
    String sentence = end >= 0 ? text.substring(0, end) : text;
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
