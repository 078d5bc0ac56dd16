package charwise.cli.help;

import charwise.cli.option.Manual;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The last sections of a manual page, the same in {@code charwise help} and in {@code man}: files,
 * environment and other pages. picocli knows the sections before.
 *
 * @param files names and what is behind them
 * @param environment variables and what they do
 * @param seeAlso names of other pages
 */
public record ManualPage(
    Map<String, String> files, Map<String, String> environment, List<String> seeAlso) {
  private static final String MODEL =
      "One safetensors file: weights under PyTorch's names; vocabulary, settings and the record of"
          + " the training in its metadata. Opening one runs no code.";
  private static final String CORPUS =
      "Text in UTF-8, read strictly: a malformed byte is an error that names its place.";

  private static final String[] ENVIRONMENT = {
    "NO_COLOR:If set and not empty, no colour unless --color asks for it.",
    "CHARWISE_JAVA_OPTS:More options for the Java virtual machine, such as -Xmx4g."
  };

  public static ManualPage of(CommandSpec command) {
    Manual own = command.userObject().getClass().getAnnotation(Manual.class);
    var files = new LinkedHashMap<String, String>();
    if (mentions(command, "MODEL")) {
      files.put("MODEL", MODEL);
    }
    if (mentions(command, "CORPUS")) {
      files.put("CORPUS", CORPUS);
    }
    if (own != null) {
      addEntries(own.files(), files);
    }
    var environment = new LinkedHashMap<String, String>();
    addEntries(ENVIRONMENT, environment);
    if (own != null) {
      addEntries(own.environment(), environment);
    }
    return new ManualPage(files, environment, otherPages(command));
  }

  private static boolean mentions(CommandSpec command, String label) {
    return Stream.concat(command.options().stream(), command.positionalParameters().stream())
        .map(ArgSpec::paramLabel)
        .anyMatch(label::equals);
  }

  private static void addEntries(String[] lines, Map<String, String> entries) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      entries.put(line.substring(0, colon), line.substring(colon + 1));
    }
  }

  private static List<String> otherPages(CommandSpec command) {
    CommandSpec root = command.root();
    var pages = new ArrayList<String>();
    pages.add(root.name());
    root.subcommands().keySet().forEach(name -> pages.add(root.name() + "-" + name));
    pages.remove(Objects.requireNonNull(command.qualifiedName("-")));
    return pages;
  }
}
