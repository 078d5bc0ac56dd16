package charwise.cli.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command as shells complete it.
 *
 * @param summary what it does, in a sentence without full stop
 * @param options what may follow, in any order
 * @param arguments what stands at each position; the last one again where it {@code repeats}
 */
record CommandSyntax(
    String name,
    String summary,
    List<Flag> options,
    List<Value> arguments,
    List<CommandSyntax> commands) {
  static final String MODEL_SUFFIX = ".safetensors";

  private static final String LIST = ",";
  private static final Set<String> FILE_LABELS = Set.of("CORPUS", "FILE");

  /**
   * An option.
   *
   * @param names all of them, with their dashes
   * @param value what must follow, if anything
   */
  record Flag(List<String> names, @Nullable Value value, boolean repeats, String summary) {}

  /**
   * What a value may be.
   *
   * @param label what help texts call it
   * @param words names that can be offered
   * @param suffix of the files that can be offered; empty for any file, null for none
   * @param isList whether several words may stand there, with commas between
   */
  record Value(
      String label, List<String> words, @Nullable String suffix, boolean repeats, boolean isList) {
    private static Value of(ArgSpec argument) {
      Iterable<String> candidates = argument.completionCandidates();
      var words = new ArrayList<String>();
      if (candidates != null) {
        candidates.forEach(words::add);
      }
      String label = argument.paramLabel();
      if (label.equals("COMMAND")) {
        words.addAll(argument.command().root().subcommands().keySet());
      }
      boolean file =
          FILE_LABELS.contains(label)
              || Stream.concat(Stream.of(argument.type()), Arrays.stream(argument.auxiliaryTypes()))
                  .anyMatch(Path.class::equals);
      String suffix = label.equals("MODEL") ? MODEL_SUFFIX : file ? "" : null;
      return new Value(
          label,
          words,
          suffix,
          argument.isMultiValue(),
          LIST.equals(argument.splitRegex()) && !words.isEmpty());
    }
  }

  static CommandSyntax of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    var options = new ArrayList<Flag>();
    for (OptionSpec option : spec.options()) {
      if (option.hidden()) {
        continue;
      }
      Value value = option.arity().max() == 0 ? null : Value.of(option);
      String summary = sentence(option.description());
      if (value != null) {
        summary = summary.replace(": " + String.join(", ", value.words()), "");
      }
      options.add(new Flag(List.of(option.names()), value, option.isMultiValue(), summary));
      if (option.negatable()) {
        String name = option.longestName();
        List<String> opposite = List.of("--no-" + name.substring(2));
        options.add(new Flag(opposite, null, false, "The opposite of " + name));
      }
    }
    List<Value> arguments = spec.positionalParameters().stream().map(Value::of).toList();
    List<CommandSyntax> commands =
        command.getSubcommands().values().stream().map(CommandSyntax::of).toList();
    String summary = sentence(spec.usageMessage().header());
    return new CommandSyntax(spec.name(), summary, options, arguments, commands);
  }

  /** The first sentence. */
  private static String sentence(String[] paragraphs) {
    if (paragraphs.length == 0) {
      return "";
    }
    String text = paragraphs[0].replace("%%", "%");
    int end = text.indexOf(". ");
    String sentence = end >= 0 ? text.substring(0, end) : text;
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
