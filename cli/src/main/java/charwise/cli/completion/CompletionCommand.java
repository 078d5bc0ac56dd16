package charwise.cli.completion;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.option.Command;
import charwise.cli.option.Manual;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code charwise completion}: a completion script on standard output. */
@CommandLine.Command(
    name = "completion",
    header = "Print a script that completes commands and options in a shell.",
    description = "Completes commands, options and their values, models, and texts by name.",
    exitCodeList = {"0:printed", "2:wrong usage"},
    footer = {
      "  source <(charwise completion bash)                  # in ~/.bashrc",
      "  charwise completion zsh > ~/.zsh/_charwise          # a folder of your fpath",
      "  charwise completion fish > ~/.config/fish/completions/charwise.fish"
    })
@Manual(
    files = {
      "~/.bashrc:Where bash is told to read the script.",
      "_charwise:The script for zsh, in a folder of fpath.",
      "~/.config/fish/completions/charwise.fish:The script for fish."
    })
public final class CompletionCommand extends Command {
  @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.BASH;

  @Override
  public ExitCode run(Console console) throws IOException {
    console.out().print(shell.script(spec().root().commandLine()));
    return ExitCode.DONE;
  }
}
