package charwise.cli;

import charwise.cli.bench.BenchCommand;
import charwise.cli.compare.CompareCommand;
import charwise.cli.completion.CompletionCommand;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.corpora.CorporaCommand;
import charwise.cli.doctor.DoctorCommand;
import charwise.cli.evaluate.EvaluateCommand;
import charwise.cli.gradients.GradientsCommand;
import charwise.cli.help.HelpCommand;
import charwise.cli.inspect.InspectCommand;
import charwise.cli.models.ModelsCommand;
import charwise.cli.option.Command;
import charwise.cli.option.Manual;
import charwise.cli.predict.PredictCommand;
import charwise.cli.repl.ReplCommand;
import charwise.cli.sample.SampleCommand;
import charwise.cli.score.ScoreCommand;
import charwise.cli.train.TrainCommand;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code charwise} itself: the list of commands, and the help of the whole. */
@CommandLine.Command(
    name = "charwise",
    header = "Trains recurrent networks on text, character by character, and writes with them.",
    customSynopsis = {"charwise COMMAND [OPTIONS] [ARGUMENTS]"},
    description = "Each command explains itself: charwise help train.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeList = {
      "  0:done",
      "  1:failed: unreadable file, bad model, full disk, diverged run",
      "  2:wrong usage",
      "  3:a bug in charwise",
      "130:interrupted; what was trained is saved first (143 after SIGTERM, 129 after SIGHUP)"
    },
    footer = {
      "  charwise train                      # the built-in novel, about three minutes",
      "  charwise train names.txt --items line --minutes 1",
      "  charwise sample names-lstm.safetensors --count 10"
    })
@Manual(
    files = {
      "*.safetensors:Models: one file each, which other programs of that format open too.",
      "*.checkpoint:An interrupted run, beside its model.",
      "app/charwise.aot:What charwise starts fast with, in its own folder; not used where it does"
          + " not fit."
    },
    environment = {
      "CHARWISE_DEBUG:If set and not empty, show what the Java virtual machine itself says.",
      "TERM:If dumb, no colour, and no line is drawn over."
    })
public final class CharwiseCommand extends Command {
  /** All commands, in the order of the help. */
  static final List<Class<? extends Command>> COMMANDS =
      List.of(
          TrainCommand.class,
          SampleCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          ScoreCommand.class,
          InspectCommand.class,
          ModelsCommand.class,
          GradientsCommand.class,
          CompareCommand.class,
          ReplCommand.class,
          CorporaCommand.class,
          BenchCommand.class,
          DoctorCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;

  boolean version() {
    return version;
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    HelpCommand.printOptions(spec().commandLine(), console);
    return ExitCode.DONE;
  }
}
