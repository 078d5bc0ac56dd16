package charwise.cli.curves;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.option.Command;
import charwise.cli.option.FileArgument;
import charwise.cli.option.ForceOption;
import charwise.cli.option.Manual;
import charwise.cli.option.OutputArgument;
import charwise.cli.plot.Chart;
import charwise.cli.plot.PlotFile;
import charwise.cli.plot.TerminalPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise plot}. */
@Manual(
    files = {
      "FILE:CSV with a header, as train --log writes it; bits are drawn from the columns of nats."
    })
@CommandLine.Command(
    name = "plot",
    header = "Draw the loss of trainings from their logs.",
    description = {
      "Draws training and validation loss by step, in bits (per character, or per item of models"
          + " that classify), as text or, with --output, as a picture. A run that is still going on"
          + " can be drawn too."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:drawn", "1:failed: no log, or nothing in it yet", "2:wrong usage"},
    footer = {"  charwise plot novel.csv", "  charwise plot novel.csv -o novel.svg"})
public final class PlotCommand extends Command {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      converter = FileArgument.class,
      description = "Logs that train --log has written; several are drawn together.")
  private List<Path> logs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      converter = OutputArgument.Picture.class,
      description = "Draw into this file instead, as SVG or PNG by its ending.")
  private @Nullable Path output;

  @Mixin ForceOption force = new ForceOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    PlotFile picture = output == null ? null : PlotFile.of(output, console);
    List<LossCurve> curves = new ArrayList<>();
    for (Path log : logs) {
      curves.add(LossCurve.read(log.toString(), console.resolve(log)));
    }
    Chart chart = LossCurve.chart(curves);
    if (picture != null) {
      picture.write(chart);
      return ExitCode.DONE;
    }
    for (Chart.Panel panel : chart.panels()) {
      console
          .out()
          .println(
              TerminalPlot.lines(
                  panel, console.terminal().columns().getAsInt(), console.outputStyle()));
    }
    return ExitCode.DONE;
  }
}
