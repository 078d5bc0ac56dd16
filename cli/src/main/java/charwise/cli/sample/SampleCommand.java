package charwise.cli.sample;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.option.Command;
import charwise.cli.option.FileArgument;
import charwise.cli.option.SeedOption;
import charwise.engine.data.Items;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Parameters;

/** The name of the option if it was given, else nothing. */
@CommandLine.Command(
    name = "sample",
    header = "Write text with a model.",
    description = {
      "Continues a prompt, character by character, and prints each as soon as it is chosen. The"
          + " texts of --count and --prompts are written side by side, 16 at a time on each of"
          + " --threads.",
      "",
      "With --json there is an object for each text, with index, prompt, text (what follows the"
          + " prompt), chars, nats_per_char and stop_reason; under a condition also condition, with"
          + " --seed random also seed."
    },
    exitCodeList = {
      "0:written",
      "1:failed: bad model, or a prompt with a character that it has never seen",
      "2:wrong usage"
    },
    footer = {
      "  charwise sample novel.safetensors -p 'The old man ' -n 1000",
      "  charwise sample novel.safetensors -t 0.6 --top-p 0.95 --count 3",
      "  charwise sample names.safetensors --count 20 --novel names.txt",
      "  charwise sample names.safetensors --count 5 --match 'k[a-z]{4}'",
      "  charwise sample people.safetensors --condition Poland --count 10",
      "  charwise sample novel.safetensors --prompts - < beginnings.txt"
    })
public final class SampleCommand extends Command {
  @Parameters(
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written.")
  private @Nullable Path model;

  @ArgGroup(validate = false, heading = PromptOptions.HEADING, order = 1)
  private PromptOptions prompting = new PromptOptions();

  @ArgGroup(validate = false, heading = SamplerOptions.HEADING, order = 2)
  private SamplerOptions choosing = new SamplerOptions();

  @ArgGroup(validate = false, heading = LengthOptions.HEADING, order = 3)
  private LengthOptions extent = new LengthOptions();

  @Override
  public ExitCode run(Console console) throws IOException {
    refuseConflicts();
    boolean seedDrawn = SeedOption.isDrawn(spec().commandLine().getParseResult());
    new SampleRun(Objects.requireNonNull(model), prompting, choosing, extent, seedDrawn, console)
        .run();
    return ExitCode.DONE;
  }

  private void refuseConflicts() {
    exclude("--prompt", "--prompt-file");
    exclude("--prompt", "--prompts");
    exclude("--prompt-file", "--prompts");
    for (String other : List.of("--temperature", "--top-k", "--top-p", "--min-p")) {
      exclude("--greedy", other);
      exclude("--beam", other);
    }
    exclude("--beam", "--greedy");
    exclude("--beam", "--repeat-penalty");
    if (choosing.beam != null && extent.count > 1) {
      throw conflict("--beam", "--count");
    }
    if (extent.novel == null) {
      refuse("a column of what?", "add --novel CORPUS", List.of("--column"));
      refuse("links of what?", "add --novel CORPUS", List.of("--follow-links"));
    }
    if (extent.table.column() == null) {
      refuse(
          "only a column is read from a table",
          "add --column COL",
          List.of("--format", "--delimiter"));
    }
    exclude("--match", "--beam");
    exclude("--match", "--stop");
    exclude("--novel", "--beam");
    if (extent.novel != null && choosing.settings(Items.NONE).greedy()) {
      throw conflict("--novel", "--greedy");
    }
    if ("-".equals(extent.novel) && isStandardInput(prompting.prompts, prompting.promptFile)) {
      throw UserException.usage(
          "standard input can be read only once", "- given twice", "name a file for one of them");
    }
    if (extent.stops.contains("")) {
      throw UserException.usage("an empty text", "--stop", "give the text to stop before");
    }
  }

  private static boolean isStandardInput(@Nullable Path... files) {
    return Stream.of(files).anyMatch(file -> file != null && file.toString().equals("-"));
  }
}
