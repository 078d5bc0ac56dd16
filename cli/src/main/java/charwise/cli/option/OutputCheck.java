package charwise.cli.option;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.output.OutputKind;
import charwise.cli.output.SameFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Compares the files that a command would write with those that it reads and with each other, and
 * looks at what it would replace, before anything is written. It knows them by their options: an
 * {@link OutputArgument} is written, every other path is read.
 */
public final class OutputCheck {
  private static final String STANDARD_INPUT = "-";

  private final Console console;
  private final List<Named> written = new ArrayList<>();
  private final List<Named> read = new ArrayList<>();

  /** A file as the user named it. */
  private record Named(String option, String name, Path file) {}

  private OutputCheck(Console console) {
    this.console = console;
  }

  /**
   * Checks what was parsed.
   *
   * @return the files that will be written
   * @throws UserException if a file would be lost
   */
  public static Set<Path> check(ParseResult parsed, Console console) throws IOException {
    var check = new OutputCheck(console);
    boolean force = parsed.hasMatchedOption(ForceOption.NAME);
    for (ArgSpec argument : parsed.matchedArgs()) {
      check.add(argument, force);
    }
    check.compare();
    Set<Path> targets = new HashSet<>();
    for (Named file : check.written) {
      targets.add(SameFile.target(file.file()));
    }
    return targets;
  }

  private void add(ArgSpec argument, boolean force) throws IOException {
    OutputKind kind =
        Arrays.stream(argument.converters())
            .filter(OutputArgument.class::isInstance)
            .map(converter -> ((OutputArgument) converter).kind())
            .findFirst()
            .orElse(null);
    List<Named> files = new ArrayList<>();
    for (Object value : values(argument)) {
      if (value instanceof Path path && !path.toString().equals(STANDARD_INPUT)) {
        files.add(new Named(name(argument), path.toString(), console.resolve(path)));
      }
    }
    if (kind == null) {
      read.addAll(files);
      return;
    }
    for (Named file : files) {
      if (!force) {
        requireOwn(file, kind);
      }
      written.add(file);
      if (kind == OutputKind.MODEL) {
        written.add(beside(file, ".checkpoint"));
        written.add(beside(file, ".lock"));
      }
    }
  }

  private static List<?> values(ArgSpec argument) {
    Object value = argument.getValue();
    return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static Named beside(Named model, String ending) {
    return new Named(
        model.option(),
        model.name() + ending,
        model.file().resolveSibling(model.file().getFileName() + ending));
  }

  private static void requireOwn(Named file, OutputKind kind) throws IOException {
    if (Files.isRegularFile(file.file())
        && Files.isReadable(file.file())
        && !kind.wrote(file.file())) {
      throw UserException.usage(
          file.option() + " would replace a file that is no " + kind.noun() + " of charwise",
          file.name(),
          "name another file, or add " + ForceOption.NAME);
    }
  }

  private void compare() throws IOException {
    for (int i = 0; i < written.size(); i++) {
      Named one = written.get(i);
      if (Files.exists(one.file()) && !Files.isRegularFile(one.file())) {
        continue; // a device or a pipe keeps nothing
      }
      for (Named source : read) {
        if (SameFile.of(one.file(), source.file())) {
          throw UserException.usage(
              one.option() + " would replace a file that this command reads",
              source.name(),
              "name another file");
        }
      }
      for (Named other : written.subList(i + 1, written.size())) {
        if (!one.option().equals(other.option()) && SameFile.of(one.file(), other.file())) {
          throw UserException.usage(
              one.option() + " and " + other.option() + " name the same file",
              other.name(),
              "name two");
        }
      }
    }
  }
}
