package charwise.cli.compare;

import charwise.cli.option.ForceOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.OutputArgument;
import charwise.cli.option.WholeNumber;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for measures and files; null where they were left out. */
final class MeasureOptions {
  static final String HEADING = "%nMeasures and files:%n";

  @Option(
      names = "--lags",
      paramLabel = "N",
      split = ",",
      converter = WholeNumber.Amount.class,
      description =
          "On a text: measure bits per character when only so many characters may be seen. On"
              + " recall: characters between key and question. Default: 10,100,1000; on recall"
              + " 10,30,100,300,1000.")
  @Nullable List<Long> lags;

  @Option(
      names = "--lengths",
      paramLabel = "N",
      split = ",",
      converter = WholeNumber.Amount.class,
      description =
          "classify, tag, transduce: measure inputs of just so many characters, too. Default: up to"
              + " eight lengths, evenly spread over those that enough items have.")
  @Nullable List<Long> lengths;

  @Option(
      names = "--judge-by",
      paramLabel = "WHAT",
      description =
          "What the verdict is about: ${COMPLETION-CANDIDATES}. metric is bits per character of a"
              + " text, the answers at the longest lag of recall, and the accuracy or F1 of items;"
              + " steps, of items, is how soon 90 %% of the validation part were right; reach, of a"
              + " text, is how far back gradients reach (the column horizon). Default: metric.")
  Judgement judgeBy = Judgement.METRIC;

  /** What verdicts are about. */
  enum Judgement {
    METRIC,
    STEPS,
    REACH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      converter = OutputArgument.Table.class,
      description = "Write a row for each run, as soon as it is done.")
  @Nullable Path csv;

  @Option(
      names = "--curve",
      paramLabel = "FILE",
      converter = OutputArgument.Table.class,
      description = "Write a row for each evaluation of each run.")
  @Nullable Path curve;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      converter = OutputArgument.Picture.class,
      description =
          "Draw curves of the runs, each run by its size, and the measure against the lag or the"
              + " length: an SVG or PNG picture, by the file's ending.")
  @Nullable Path plot;

  @Option(
      names = "--resume",
      description =
          "Go on with the runs that --csv lacks. Its rows must be of this comparison: of the same"
              + " data, rates and version of charwise, too.")
  boolean resume;

  @ArgGroup(validate = false)
  ForceOption force = new ForceOption();

  @ArgGroup(validate = false)
  JsonOption json = new JsonOption();
}
