package charwise.cli.completion;

import charwise.cli.completion.CommandSyntax.Flag;
import charwise.cli.completion.CommandSyntax.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a completion script for fish. */
final class FishCompletion {
  private static final String MODELS =
      "(__fish_complete_suffix " + CommandSyntax.MODEL_SUFFIX + ")";

  private static final int MOST_ARGUMENTS = 9999;

  private final List<String> lines = new ArrayList<>();

  private FishCompletion() {}

  static String script(CommandSyntax program) {
    return new FishCompletion().write(program);
  }

  private String write(CommandSyntax program) {
    String withValue = withValue(program);
    lines.add(
        """
        # fish completion for charwise
        function __charwise_command_is -d 'Whether this is the command on the line'
            set -l words (commandline -opc)
            set -l found ''
            set -l skip no
            for word in $words[2..-1]
                if test $skip = yes
                    set skip no
                else if contains -- $word %s
                    set skip yes
                else if not string match -q -- '-*' $word
                    set found $word
                    break
                end
            end
            test "$found" = "$argv[1]"
        end
        function __charwise_argument -d 'Whether this is the command, with so many arguments so far'
            __charwise_command_is $argv[1]; or return 1
            set -l words (commandline -opc)
            set -l count -1
            set -l skip no
            for word in $words[2..-1]
                if test $skip = yes
                    set skip no
                else if contains -- $word $argv[4..-1]
                    set skip yes
                else if not string match -qr -- '^-.' $word
                    set count (math $count + 1)
                end
            end
            test $count -ge $argv[2] -a $count -le $argv[3]
        end
        function __charwise_list -d 'The words that may follow those of a list'
            set -l token (string replace -r '^--[^=]*=' '' -- (commandline -ct))
            set -l before (string replace -r '[^,]*$' '' -- $token)
            for word in $argv
                if not contains -- $word (string split , -- $before)
                    echo $before$word
                end
            end
        end
        complete -c charwise -f\
        """
            .formatted(withValue));
    String none = condition("");
    for (CommandSyntax command : program.commands()) {
      add(none, "-a " + command.name(), command.summary());
    }
    addOptions(none, program);
    for (CommandSyntax command : program.commands()) {
      addOptions(condition(command.name()), command);
      for (int i = 0; i < command.arguments().size(); i++) {
        Value value = command.arguments().get(i);
        String offers = offers(value);
        if (!offers.isEmpty()) {
          String condition =
              "__charwise_argument %s %d %d %s"
                  .formatted(
                      command.name(), i, value.repeats() ? MOST_ARGUMENTS : i, withValue(command));
          add(condition, offers, "");
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** The options that another word follows. */
  private static String withValue(CommandSyntax command) {
    return command.options().stream()
        .filter(option -> option.value() != null)
        .flatMap(option -> option.names().stream())
        .collect(Collectors.joining(" "));
  }

  private static String condition(String command) {
    return "__charwise_command_is \"" + command + "\"";
  }

  private void addOptions(String condition, CommandSyntax command) {
    for (Flag option : command.options()) {
      String flags =
          option.names().stream().map(FishCompletion::flag).collect(Collectors.joining(" "));
      Value value = option.value();
      String offers = value == null ? "" : offers(value);
      String follows = value == null ? "" : (value.suffix() == null ? " -x " : " -r ") + offers;
      add(condition, (flags + follows).strip(), option.summary());
    }
  }

  private static String flag(String name) {
    return name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1);
  }

  /** The arguments of {@code complete} that offer files and names. */
  private static String offers(Value value) {
    String suffix = value.suffix();
    var words = new ArrayList<>(value.words());
    if (value.isList()) {
      return "-a " + quoted("(__charwise_list " + String.join(" ", words) + ")");
    }
    if (suffix != null && !suffix.isEmpty()) {
      words.add(MODELS);
    }
    return (suffix != null && suffix.isEmpty() ? "-F " : words.contains(MODELS) ? "-k " : "")
        + (words.isEmpty() ? "" : "-a " + quoted(String.join(" ", words)));
  }

  private void add(String condition, String what, String summary) {
    lines.add(
        "complete -c charwise -n "
            + quoted(condition)
            + " "
            + what.strip()
            + (summary.isEmpty() ? "" : " -d " + quoted(summary)));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
