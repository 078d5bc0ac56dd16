package charwise.cli.completion;

import charwise.cli.completion.CommandSyntax.Flag;
import charwise.cli.completion.CommandSyntax.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a completion script for bash. */
final class BashCompletion {
  /** The end of the script: finds the command, and the position of the word to complete. */
  private static final String LOOK_UP =
      """
      _charwise() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
        local command='' position=0 words='' files='' list='' repeated='' before='' word i
        # Of --option=value, bash makes three words.
        if [[ $current == '=' ]]; then
          current=''
        elif [[ $previous == '=' ]]; then
          previous=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          if [[ $word == -?* ]]; then
            [[ ${COMP_WORDS[i + 1]} == '=' ]] && i=$((i + 1))
            _charwise_value "$command" "$word" && i=$((i + 1))
          elif [[ -z $command ]]; then
            command=$word
          else
            position=$((position + 1))
          fi
        done
        words='' files='' list='' repeated=''
        if ! _charwise_value "$command" "$previous"; then
          if [[ $current == -* ]]; then
            _charwise_options "$command"
            for ((i = 1; i < COMP_CWORD; i++)); do
              word=${COMP_WORDS[i]}
              if [[ $word == -* && " $repeated " != *" $word "* ]]; then
                words=" $words "
                words=${words/ $word / }
              fi
            done
          else
            _charwise_argument "$command" "$position"
          fi
        fi
        local IFS=$' \\n' left=''
        # Of a list, only the last word is completed, and no word comes twice.
        [[ -z $list ]] || before=${current%"${current##*,}"}
        for word in $words; do
          [[ ,$before == *,$word,* ]] || left+=" $word"
        done
        COMPREPLY=($(compgen -P "$before" -W "$left" -- "${current#"$before"}"))
        [[ -n $files ]] || return 0
        compopt -o filenames 2>/dev/null
        IFS=$'\\n'
        if [[ $files == '*' ]]; then
          COMPREPLY+=($(compgen -f -- "$current"))
        else
          COMPREPLY+=($(compgen -d -- "$current") $(compgen -f -X "!$files" -- "$current"))
        fi
      }
      complete -F _charwise charwise
      """;

  private BashCompletion() {}

  static String script(CommandSyntax program) {
    List<String> names = program.commands().stream().map(CommandSyntax::name).toList();
    var options = new StringBuilder();
    var values = new StringBuilder();
    var arguments = new StringBuilder();
    options.append(options("", program));
    arguments.append(branch("' '*", "words='" + String.join(" ", names) + "'"));
    values.append(values("", program));
    for (CommandSyntax command : program.commands()) {
      options.append(options(command.name(), command));
      values.append(values(command.name(), command));
      arguments.append(arguments(command));
    }
    return "# bash completion for charwise\n"
        + function("options", "command: its options", "$1", options)
        + function("value", "command, option: its values; false if it takes none", "$1 $2", values)
        + function("argument", "command, position: what can stand there", "$1 $2", arguments)
        + LOOK_UP;
  }

  private static String function(String name, String about, String key, CharSequence branches) {
    return "# Arguments: %s.\n_charwise_%s() {\n  case \"%s\" in\n%s    *) return 1 ;;\n  esac\n}\n"
        .formatted(about, name, key, branches);
  }

  private static String options(String command, CommandSyntax syntax) {
    String names =
        syntax.options().stream()
            .flatMap(option -> option.names().stream())
            .collect(Collectors.joining(" "));
    String repeated =
        syntax.options().stream()
            .filter(Flag::repeats)
            .flatMap(option -> option.names().stream())
            .collect(Collectors.joining(" "));
    return branch(
        "'" + command + "'",
        "words='" + names + "'" + (repeated.isEmpty() ? "" : " repeated='" + repeated + "'"));
  }

  private static String values(String command, CommandSyntax syntax) {
    var branches = new StringBuilder();
    for (Flag option : syntax.options()) {
      Value value = option.value();
      if (value != null) {
        String keys =
            option.names().stream()
                .map(name -> "'" + command + " " + name + "'")
                .collect(Collectors.joining(" | "));
        branches.append(branch(keys, offers(value)));
      }
    }
    return branches.toString();
  }

  private static String arguments(CommandSyntax command) {
    var branches = new StringBuilder();
    for (int i = 0; i < command.arguments().size(); i++) {
      Value value = command.arguments().get(i);
      String place = value.repeats() ? " '*" : " " + i + "'";
      branches.append(branch("'" + command.name() + place, offers(value)));
    }
    return branches.toString();
  }

  private static String offers(Value value) {
    String words = value.words().isEmpty() ? "" : "words='" + String.join(" ", value.words()) + "'";
    String files = value.suffix() == null ? "" : "files='*" + value.suffix() + "'";
    return Stream.of(words, files, value.isList() ? "list=1" : "")
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String branch(String key, String effect) {
    return "    " + key + ") " + (effect.isEmpty() ? "" : effect + " ") + ";;\n";
  }
}
