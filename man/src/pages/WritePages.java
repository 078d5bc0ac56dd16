import charwise.cli.Charwise;
import charwise.cli.help.ManualPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the AsciiDoc source of every manual page: what picocli knows of a command, then files,
 * environment and other pages. Maven runs this file. Argument: the folder to write into.
 */
final class WritePages {
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    CommandLine program = Charwise.commandLine();
    var commands = new ArrayList<>(List.of(program));
    commands.addAll(program.getSubcommands().values());
    for (CommandLine command : commands) {
      CommandSpec spec = command.getCommandSpec();
      Files.writeString(folder.resolve(spec.qualifiedName("-") + ".adoc"), page(spec));
    }
  }

  private static String page(CommandSpec command) {
    var written = new StringWriter();
    ManPageGenerator.writeSingleManPage(new PrintWriter(written, true), command);
    ManualPage rest = ManualPage.of(command);
    String seeAlso =
        rest.seeAlso().stream().map(name -> "*" + name + "*(1)").collect(Collectors.joining(", "));
    // Help texts end their headings with a colon, manual pages do not.
    return written.toString().replaceAll("(?m)^==  ?(.*?):?$", "== $1")
        + section("Files", entries(rest.files()))
        + section("Environment", entries(rest.environment()))
        + section("See also", seeAlso + "\n");
  }

  private static String section(String heading, String content) {
    return "\n== " + heading + "\n\n" + content;
  }

  private static String entries(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> "+" + entry.getKey() + "+::\n  " + entry.getValue() + "\n")
        .collect(Collectors.joining("\n"));
  }
}
