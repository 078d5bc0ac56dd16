package charwise.cli.sample;

import charwise.cli.option.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is written, and in which form. */
final class LengthOptions {
  static final String HEADING = "%nLength and output:%n";

  @Option(
      names = {"-n", "--length"},
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "Characters to write after the prompt. Default: 500.")
  long length = 500;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "End before this text comes up; may be given several times.")
  List<String> stops = new ArrayList<>();

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "How many texts to write for each prompt. Default: 1.")
  long count = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description = "Threads that may be used; one text takes only one.")
  @SuppressWarnings("UnusedVariable") // accepted as everywhere; one text is no work for two
  @Nullable Long threads;

  @Option(
      names = "--json",
      description =
          "Print a JSON object for each text, with index, prompt, text (what follows the prompt),"
              + " chars, nats_per_char and stop_reason.")
  boolean json;
}
