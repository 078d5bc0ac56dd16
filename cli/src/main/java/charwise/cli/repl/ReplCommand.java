package charwise.cli.repl;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.ModelFolder;
import charwise.cli.option.Command;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.Manual;
import charwise.cli.repl.session.LoadedModel;
import charwise.cli.repl.terminal.TerminalFront;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise repl}. */
@CommandLine.Command(
    name = "repl",
    header = "Write with a model, or ask it, line by line.",
    description = {
      "Type a beginning and press Enter: the model writes on. Ctrl-C stops it, Ctrl-D leaves.",
      "",
      "Models that answer (train --task) answer each line: a classifier with its likeliest labels,"
          + " on a terminal while you type; a tagger with what it restores; a transducer with what"
          + " it writes and, below it, what each of its characters looked at. Of the commands, they"
          + " have /load, /show, /save, /help and /quit.",
      "",
      "A line that begins with a slash is a command, /help lists them:"
          + " /more goes on, /again tries the next seed, /undo takes back,"
          + " /choose writes character by character together with the model,"
          + " /set and /seed change how it writes, /show shows it,"
          + " /surprise colours each character by its information, /gates shows the gates at work,"
          + " /compare shows another model beside this one, /load changes to it,"
          + " /write keeps the text alone in a file, /edit opens it in the editor of $VISUAL or"
          + " $EDITOR, /save writes down what was typed and shown, and /quit leaves. On a terminal"
          + " exit, quit and help are commands without the slash, too.",
      "",
      "It writes as charwise sample does unless told otherwise: up to 500 characters, or with a"
          + " model of lines up to the line's end, where /more starts the next one.",
      "",
      "Three quotes (\"\"\") open and close a beginning of several lines. Tab completes commands,"
          + " settings and files. What you type is kept for the next time in"
          + " $XDG_STATE_HOME/charwise/history, by default ~/.local/state/charwise/history.",
      "",
      "Where standard input is no terminal, it reads the same lines, prints results only and ends"
          + " at the first error."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {
      "0:left with Ctrl-D, /quit or the end of the input",
      "1:failed: bad model, no model to choose from, or an error in lines from a pipe",
      "2:wrong usage"
    },
    footer = {
      "  charwise repl novel.safetensors",
      "  charwise repl dates.safetensors",
      "  printf '/seed 7\\nThe old man \\n/more\\n' | charwise repl novel.safetensors"
    })
@Manual(
    files =
        "$XDG_STATE_HOME/charwise/history:What was typed in earlier sessions; readable by its owner"
            + " only.",
    environment = {
      "XDG_STATE_HOME:The folder of such files. Default: ~/.local/state.",
      "TERM:What the terminal can do.",
      "VISUAL, EDITOR:The editor of /edit. Default: vi."
    })
public final class ReplCommand extends Command {
  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description =
          "A model that train has written. Default: the one in this folder; of several, it asks"
              + " which.")
  private @Nullable Path model;

  @Mixin EncodingOption encoding = new EncodingOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    List<String> models =
        model != null ? List.of(model.toString()) : ModelFolder.list(console.resolve(""));
    if (models.isEmpty()) {
      throw UserException.failure(
          "no model here", "repl", "name one, or train one first: charwise train");
    }
    if (console.terminal().input() && console.terminal().output()) {
      TerminalFront.run(models, console);
    } else if (models.size() == 1) {
      new PipeFront(LoadedModel.read(models.getFirst(), console), console).run();
    } else {
      throw UserException.usage("several models here", String.join(", ", models), "name one");
    }
    return ExitCode.DONE;
  }
}
