package charwise.cli.option;

import charwise.cli.console.ColorMode;
import charwise.cli.console.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions {
  /** Their heading in help texts. */
  public static final String HEADING = "%nGeneral:%n";

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only results and errors.")
  private boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = {
        "Use colour: ${COMPLETION-CANDIDATES}. With auto, on a terminal only, and not where the"
            + " environment sets NO_COLOR. Default: auto."
      })
  private @Nullable ColorMode color;

  /** Looked for among the arguments, because parsing may fail. */
  @Option(names = "--debug", description = "Show the stack trace of an error.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /** The console with these options; what they leave out, the options before the command say. */
  public Console apply(Console console, CommonOptions outer) {
    ColorMode wanted = color != null ? color : outer.color;
    return console.with(quiet || outer.quiet, wanted != null ? wanted : ColorMode.AUTO);
  }

  public boolean help() {
    return help;
  }
}
