package charwise.cli.sample;

import charwise.cli.input.PromptReader.Unknown;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for the prompt; null where they were left out. */
final class PromptOptions {
  static final String HEADING = "%nPrompt:%n";

  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "TEXT",
      description =
          "What the text begins with. Default: what is piped in; else nothing, and the model starts"
              + " as after a line feed or, if it knows none, after its first character.")
  @Nullable String prompt;

  @Option(
      names = "--prompt-file",
      paramLabel = "FILE",
      converter = FileArgument.class,
      description = "Read the prompt from this file, or from standard input if it is -.")
  @Nullable Path promptFile;

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      converter = FileArgument.class,
      description =
          "Read a prompt from each line of this file, or of standard input if it is -, and answer"
              + " each with one line: at once if no more are there, else side by side. The answer"
              + " of a model of lines is its line; of others a line feed is written as \\n"
              + ", a carriage return as \\r"
              + " and a backslash as \\\\.")
  @Nullable Path prompts;

  @ArgGroup(validate = false)
  EncodingOption encoding = new EncodingOption();

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description =
          "What every text stands under: one of the conditions of a model that has some (train"
              + " --condition), which then needs one.")
  @Nullable String condition;

  @Option(
      names = "--unknown",
      paramLabel = "WHAT",
      description =
          "What to do about a character of the prompt that the model has never seen:"
              + " ${COMPLETION-CANDIDATES}. Default: fail.")
  Unknown unknown = Unknown.FAIL;

  @Option(names = "--no-echo", description = "Leave the prompt out of the output.")
  boolean noEcho;
}
