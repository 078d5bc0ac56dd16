package charwise.cli.gradients;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.curves.CurveOutput;
import charwise.cli.input.CorpusNames;
import charwise.cli.option.Command;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.ForceOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.OutputArgument;
import charwise.cli.option.RealNumber;
import charwise.cli.option.SeedOption;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import charwise.cli.plot.PlotFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise gradients}. */
@CommandLine.Command(
    name = "gradients",
    header = "Measure how far back a gradient reaches.",
    description = {
      "For each lag k, prints the norm of dLoss(t)/dh(t-k), where h is the state of all layers: the"
          + " mean over 256 positions t of a text, relative to lag 0. It is measured by the"
          + " backward pass that trains the model, in 32-bit floats. Without MODEL, it measures"
          + " fresh cells of each kind that multiplies its state by weights. A row lstm-c is for"
          + " the second state c of the LSTM, beside that for h. The horizon is the lag at which"
          + " the norm has fallen to 1 %% of that at lag 1.",
      "",
      "A Mamba or a Transformer has no one state from which all that follows is made. For it h(t-k)"
          + " is the vector that it looked up for the character k before t."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:measured", "1:failed: bad model or unreadable text", "2:wrong usage"},
    footer = {
      "  charwise gradients --plot reach.svg",
      "  charwise gradients novel.safetensors --file novel.txt --lags 1-20,50,100",
      "  charwise gradients --linear 0.9           # 0.9^100 is 2.66e-5",
      "  charwise gradients --explode              # with and without clipping"
    })
public final class GradientsCommand extends Command {
  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written. Default: fresh cells of each kind.")
  private @Nullable Path model;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      converter = FileArgument.class,
      completionCandidates = CorpusNames.class,
      description =
          "The text to measure on: a file, a folder, - for standard input, or a name (see charwise"
              + " help corpora). Default: what is piped in, or else the built-in novel.")
  private @Nullable Path file;

  @Option(
      names = "--lags",
      paramLabel = "LIST",
      converter = LagList.class,
      description = "The lags to show, such as 1-20,50,100. Default: 1 to 100.")
  private LagList.Lags lags = LagList.Lags.upTo(100);

  @Option(
      names = "--linear",
      paramLabel = "RADIUS",
      converter = RealNumber.Positive.class,
      description =
          "Measure a linear recurrence whose matrix is RADIUS times an orthogonal one, in place of"
              + " a model or cells.")
  private @Nullable Double radius;

  @Option(
      names = "--explode",
      description =
          "Train a network whose gradients explode, without clipping until it diverges (with some"
              + " seeds it survives) and with --clip-norm 5, and show loss and gradient norm by"
              + " step.")
  private boolean explode;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "With --explode, steps of each run. Default: 500.")
  private long steps = 500;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      converter = WholeNumber.HiddenSize.class,
      description = "Units of fresh cells, or of --linear. Default: 128.")
  private long hidden = 128;

  @Mixin EncodingOption encoding = new EncodingOption();

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      converter = OutputArgument.Table.class,
      description =
          "Write the numbers: cell,lag,gradient_norm; with --explode,"
              + " clip_norm,step,nats_per_char,gradient_norm. The objects of --json are these"
              + " rows.")
  private @Nullable Path csv;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      converter = OutputArgument.Picture.class,
      description = "Draw the curves, as SVG or PNG by the file's ending.")
  private @Nullable Path plot;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin ForceOption force = new ForceOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    refuseConflicts();
    var output =
        new CurveOutput(
            csv, plot != null ? PlotFile.of(plot, console) : null, json.given(), console);
    if (explode) {
      new ExplosionRun(text(), steps, seed.seed(), threads.count(), output, console).run();
    } else {
      int units = (int) hidden;
      var reach = new ReachRun(text(), lags, units, seed.seed(), threads.count(), output, console);
      if (radius != null) {
        reach.linear(radius);
      } else if (model != null) {
        reach.model(model);
      } else {
        reach.freshCells();
      }
    }
    return ExitCode.DONE;
  }

  private @Nullable String text() {
    return file == null ? null : file.toString();
  }

  private void refuseConflicts() {
    refuse(radius != null && model != null, "--linear and MODEL");
    refuse(explode && model != null, "--explode and MODEL");
    for (String other : List.of("--linear", "--lags", "--hidden")) {
      refuse(explode && given(other), "--explode and " + other);
    }
    refuse(radius != null && file != null, "--linear and --file");
    refuse(model != null && given("--hidden"), "MODEL and --hidden");
    refuse(model != null && seed.given(), "MODEL and --seed");
    if (!explode) {
      refuse("no meaning without --explode", "leave it out", List.of("--steps"));
    }
  }

  private static void refuse(boolean both, String which) {
    if (both) {
      throw UserException.usage(
          "two choices that exclude each other", which, "leave one of them out");
    }
  }
}
