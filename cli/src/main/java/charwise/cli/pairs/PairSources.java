package charwise.cli.pairs;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.NamedCorpus;
import charwise.cli.input.TextSource;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The DATA arguments of a command. */
public final class PairSources {
  private static final String STANDARD_INPUT = "-";

  private PairSources() {}

  /**
   * The texts that hold pairs, in the order given: each a file, {@code -} for standard input, or
   * the name of pairs that are made, as {@code addition} or {@code addition:1000000:7}. A file that
   * exists comes before a name.
   *
   * @throws UserException if standard input is given twice, or a folder
   */
  public static List<TextSource> of(List<String> arguments, Console console) {
    if (arguments.indexOf(STANDARD_INPUT) != arguments.lastIndexOf(STANDARD_INPUT)) {
      throw UserException.usage(
          "standard input can be read only once", "- given twice", "name it once");
    }
    var sources = new ArrayList<TextSource>();
    for (String argument : arguments) {
      sources.add(single(argument, console));
    }
    return List.copyOf(sources);
  }

  /** The text that one argument stands for. */
  public static TextSource single(String argument, Console console) {
    return argument.equals(STANDARD_INPUT) || Files.exists(console.resolve(argument))
        ? CorpusArguments.single(argument, console)
        : NamedCorpus.findPairs(argument, console)
            .orElseGet(() -> CorpusArguments.single(argument, console));
  }
}
