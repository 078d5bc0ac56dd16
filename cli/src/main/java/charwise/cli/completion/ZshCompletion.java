package charwise.cli.completion;

import charwise.cli.completion.CommandSyntax.Flag;
import charwise.cli.completion.CommandSyntax.Value;
import java.util.ArrayList;
import java.util.List;

/** Writes a completion script for zsh, as specifications for its own {@code _arguments}. */
final class ZshCompletion {
  private ZshCompletion() {}

  static String script(CommandSyntax program) {
    var lines = new ArrayList<String>();
    lines.add("#compdef charwise");
    lines.add("# Arguments: the names that a text may have besides those of files.");
    lines.add("_charwise_text() {");
    lines.add("  _alternative \"names:name:($*)\" 'files:file:_files'");
    lines.add("}");
    lines.add("_charwise() {");
    lines.add("  local curcontext=$curcontext state line");
    lines.add("  typeset -A opt_args");
    var top = new ArrayList<>(options(program));
    top.add(quoted("1:command:->command"));
    top.add(quoted("*::argument:->argument"));
    lines.add(arguments("  ", "-C", top) + " && return");
    lines.add("  case $state in");
    lines.add("    command)");
    lines.add("      local -a commands");
    lines.add("      commands=(");
    for (CommandSyntax command : program.commands()) {
      lines.add("        " + quoted(command.name() + ":" + command.summary()));
    }
    lines.add("      )");
    lines.add("      _describe command commands ;;");
    lines.add("    argument)");
    lines.add("      case $words[1] in");
    for (CommandSyntax command : program.commands()) {
      var specifications = new ArrayList<>(options(command));
      for (Value value : command.arguments()) {
        specifications.add(quoted((value.repeats() ? "*" : "") + follows(value)));
      }
      lines.add("        " + command.name() + ")");
      lines.add(arguments("          ", "", specifications) + " ;;");
    }
    lines.add("      esac ;;");
    lines.add("  esac");
    lines.add("}");
    lines.add("if [[ $funcstack[1] == _charwise ]]; then");
    lines.add("  _charwise \"$@\"");
    lines.add("else");
    lines.add("  compdef _charwise charwise");
    lines.add("fi");
    return String.join("\n", lines) + "\n";
  }

  private static String arguments(String indent, String option, List<String> specifications) {
    String start = indent + "_arguments" + (option.isEmpty() ? "" : " " + option);
    return start + " \\\n" + indent + "  " + String.join(" \\\n" + indent + "  ", specifications);
  }

  private static List<String> options(CommandSyntax command) {
    var specifications = new ArrayList<String>();
    for (Flag option : command.options()) {
      String excluded = option.repeats() ? "*" : "(" + String.join(" ", option.names()) + ")";
      for (String name : option.names()) {
        Value value = option.value();
        String ending = value == null ? "" : name.startsWith("--") ? "=" : "+";
        specifications.add(
            quoted(
                excluded
                    + name
                    + ending
                    + "["
                    + escaped(option.summary())
                    + "]"
                    + (value == null ? "" : follows(value))));
      }
    }
    return specifications;
  }

  /** What {@code _arguments} is told about a value: its message, and how to complete it. */
  private static String follows(Value value) {
    String words = String.join(" ", value.words());
    String suffix = value.suffix();
    String files =
        suffix == null ? "" : suffix.isEmpty() ? "_files" : "_files -g \"*" + suffix + "\"";
    String action =
        files.isEmpty()
            ? words.isEmpty()
                ? ""
                : value.isList()
                    ? " _values -s , " + value.label() + " " + words
                    : "(" + words + ")"
            : words.isEmpty() ? files : " _charwise_text " + words;
    return ":" + escaped(value.label()) + ":" + action;
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\[\\]:\\\\])", "\\\\$1");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
