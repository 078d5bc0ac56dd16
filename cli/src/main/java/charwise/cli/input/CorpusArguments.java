package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.corpora.Catalogue;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Units;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The CORPUS arguments of a command: each a file, a folder, {@code -} for standard input, or a
 * {@link NamedCorpus}. A path that exists comes before a named corpus.
 */
public final class CorpusArguments {
  private static final String STANDARD_INPUT = "-";

  /** What Java puts in the place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private final List<String> arguments;
  private final Console console;

  /** Arguments; none stand for what waits on standard input, or else for the default text. */
  public CorpusArguments(List<String> arguments, Console console) {
    this.arguments = arguments.isEmpty() ? List.of(usual(console)) : List.copyOf(arguments);
    this.console = console;
    if (arguments.contains("")) {
      throw UserException.usage("an empty file name", "''", "name a text");
    }
  }

  private static String usual(Console console) {
    return console.hasInput() ? STANDARD_INPUT : Catalogue.defaultText().name();
  }

  /** The base of file names: the name of the first text, without folder and ending. */
  public String name() {
    String first = arguments.getFirst();
    if (first.equals(STANDARD_INPUT)) {
      return "stdin";
    }
    Path path = console.resolve(first);
    if (!Files.exists(path)) {
      return NamedCorpus.name(first);
    }
    Path last = path.toAbsolutePath().normalize().getFileName();
    if (last == null) {
      return "text";
    }
    String name = TextSource.unpackedName(last.toString());
    int dot = name.lastIndexOf('.');
    return dot > 0 && !Files.isDirectory(path) ? name.substring(0, dot) : name;
  }

  /** A short description for messages. */
  public String description() {
    int more = arguments.size() - 1;
    String first = arguments.getFirst();
    return (first.equals(STANDARD_INPUT) ? "standard input" : first)
        + (more > 0 ? " and " + more + " more" : "");
  }

  /**
   * The texts in the order given, folders replaced by the files in them.
   *
   * @throws UserException if an argument names nothing that can be read
   */
  public List<TextSource> sources() throws IOException {
    return sources(Units.CODEPOINT);
  }

  /**
   * The same, for texts that are read in these units: bytes need not be UTF-8.
   *
   * @throws UserException if an argument names nothing that can be read
   */
  public List<TextSource> sources(Units units) throws IOException {
    var sources = new ArrayList<TextSource>();
    boolean standardInputTaken = false;
    for (String argument : arguments) {
      if (argument.equals(STANDARD_INPUT)) {
        if (standardInputTaken) {
          throw UserException.usage(
              "standard input can be read only once", "- given twice", "name it once");
        }
        standardInputTaken = true;
        sources.add(standardInput(console));
      } else {
        addNamed(argument, units, sources);
      }
    }
    return List.copyOf(sources);
  }

  /** Reads the texts into {@code builder}, and notes how many characters it has left out. */
  public void addTo(CorpusBuilder builder) throws IOException {
    for (TextSource source : sources()) {
      source.addTo(builder);
    }
    noteUnknown(builder, console);
  }

  /** Notes how many characters {@code builder} has left out, if any. */
  public static void noteUnknown(CorpusBuilder builder, Console console) {
    if (builder.unknown() > 0) {
      console.note(
          "left out: "
              + NumberText.grouped(builder.unknown())
              + " characters that the model has never seen");
    }
  }

  /** One text: a file, standard input if {@code name} is {@code -}, or a named corpus. */
  public static TextSource single(String name, Console console) {
    if (name.equals(STANDARD_INPUT)) {
      return standardInput(console);
    }
    Path path = console.resolve(name);
    if (name.isEmpty() || Files.isDirectory(path)) {
      throw UserException.failure("a folder, not a file", name, "name the files in it");
    }
    TextSource file = TextSource.file(name, path, console);
    return Files.exists(path) ? file : NamedCorpus.find(name, console).orElse(file);
  }

  private void addNamed(String argument, Units units, List<TextSource> sources) throws IOException {
    Path path = console.resolve(argument);
    if (Files.isDirectory(path)) {
      sources.addAll(new TextFolder(argument, path, units, console).sources());
      return;
    }
    if (Files.exists(path)) {
      sources.add(TextSource.file(argument, path, console));
      return;
    }
    sources.add(
        NamedCorpus.find(argument, console)
            .orElseThrow(
                () ->
                    UserException.failure(
                        "no such file, folder or named corpus",
                        argument,
                        argument.indexOf(REPLACEMENT) < 0
                            ? "check the name, or see: charwise corpora list"
                            : "a name that is not UTF-8 can't be given: rename the file, or send"
                                + " it to standard input and give -")));
  }

  /** What comes from standard input, which stays open. */
  public static TextSource standardInput(Console console) {
    return TextSource.of(
        "standard input",
        null,
        () -> {
          if (console.terminal().input()) {
            console.note("reading from the terminal; Ctrl-D at the start of a line ends the text");
          }
          return leftOpen(console.in());
        },
        console);
  }

  private static InputStream leftOpen(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public void close() {
        // Standard input belongs to the process.
      }
    };
  }
}
