package charwise.cli.bench;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.curves.CurveOutput;
import charwise.cli.option.Command;
import charwise.cli.option.JsonOption;
import charwise.cli.option.Manual;
import charwise.cli.option.NetworkSizeOptions;
import charwise.cli.option.RealNumber;
import charwise.cli.option.ThreadsOption;
import charwise.cli.plot.PlotFile;
import charwise.engine.registry.TaskType;
import charwise.engine.task.language.NetworkKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise bench}. */
@CommandLine.Command(
    name = "bench",
    header = "Measure how fast this machine trains, samples and multiplies.",
    description = {
      "Runs until it no longer gets faster, then measures, and reports medians. The peak is what"
          + " the same threads reach with multiply-adds that wait for nothing, measured in the same"
          + " run. Texts and weights are made up.",
      "",
      "train measures whole steps (forward, loss, backward, clipping, Adam); gflops counts 6"
          + " operations for each weight of a matrix product and character. With --task it learns"
          + " labels, tags or answers of texts, all of one length; the characters of answers count"
          + " as well, their ends among them. sample measures"
          + " generating text at temperature 1. gemm measures the three products of a layer: its"
          + " output and the gradients of its input and its weights.",
      "",
      "length measures what the n-th character of a text costs, and all n together, with one"
          + " network after another, each reading one text character by character on one thread,"
          + " draws not counted. A Transformer sees the whole text, however long. It takes under a"
          + " minute."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:measured", "2:wrong usage"},
    footer = {
      "  charwise bench train --hidden 512 --layers 1 --batch 64 --bptt 64",
      "  charwise bench train --hidden 64 --bptt 16 --threads 2 --phases",
      "  charwise bench train --network transformer --width 128 --layers 4 --batch 16",
      "  charwise bench train --task tag --hidden 128 --batch 32 --length 64",
      "  charwise bench sample --hidden 128 --streams 64 --json",
      "  charwise bench gemm --rows 32 --depth 256 --columns 1024 --threads 1",
      "  charwise bench length --network lstm,transformer --lengths 64,1024 --plot length.svg"
    })
@Manual(files = "none:Nothing is read; length alone writes, to --csv and --plot.")
public final class BenchCommand extends Command {
  private enum Benchmark {
    TRAIN(
        "--streams",
        "--weights",
        "--rows",
        "--depth",
        "--columns",
        "--lengths",
        "--csv",
        "--plot",
        "--force"),
    SAMPLE(
        "--task",
        "--batch",
        "--bptt",
        "--length",
        "--directions",
        "--phases",
        "--rows",
        "--depth",
        "--columns",
        "--lengths",
        "--csv",
        "--plot",
        "--force"),
    GEMM(
        "--network",
        "--cell",
        "--hidden",
        "--width",
        "--heads",
        "--context",
        "--state",
        "--layers",
        "--vocabulary",
        "--task",
        "--batch",
        "--bptt",
        "--length",
        "--directions",
        "--phases",
        "--streams",
        "--weights",
        "--lengths",
        "--csv",
        "--plot",
        "--force"),
    LENGTH(
        "--cell",
        "--context",
        "--task",
        "--batch",
        "--bptt",
        "--length",
        "--directions",
        "--phases",
        "--streams",
        "--weights",
        "--rows",
        "--depth",
        "--columns",
        "--threads",
        "--seconds");

    /** Options that have no effect on it, and are refused. */
    private final List<String> foreign;

    Benchmark(String... foreign) {
      this.foreign = List.of(foreign);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Options of the tasks that learn items. */
  private static final List<String> OF_ITEMS = List.of("--length", "--directions");

  private static final List<String> OF_TEXTS =
      List.of("--bptt", "--network", "--width", "--heads", "--context", "--state");

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description = "What to measure: ${COMPLETION-CANDIDATES}.")
  private @Nullable Benchmark subject;

  @ArgGroup(validate = false, heading = "%nModel, for train, sample and length:%n", order = 1)
  private BenchOptions.Model model = new BenchOptions.Model();

  @ArgGroup(validate = false, heading = "%nFor train:%n", order = 2)
  private BenchOptions.Steps steps = new BenchOptions.Steps();

  @ArgGroup(validate = false, heading = "%nFor sample:%n", order = 3)
  private BenchOptions.Streams streams = new BenchOptions.Streams();

  @ArgGroup(validate = false, heading = "%nFor length:%n", order = 4)
  private BenchOptions.Lengths lengths = new BenchOptions.Lengths();

  @ArgGroup(validate = false, heading = "%nFor gemm:%n", order = 5)
  private BenchOptions.Product product = new BenchOptions.Product();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      converter = RealNumber.Positive.class,
      description = "How long to measure after warming up. Default: 3.")
  private double seconds = 3;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    Benchmark what = Objects.requireNonNull(subject);
    refuse("not an option of bench " + what, "try: charwise help bench", what.foreign);
    List<NetworkKind> kinds =
        what == Benchmark.LENGTH
            ? LengthReport.kinds(model)
            : model.kinds(List.of(NetworkKind.RECURRENT));
    if (what != Benchmark.LENGTH && kinds.size() > 1) {
      throw UserException.usage(
          "more than one network for bench " + what, "--network", "name one, or bench length");
    }
    refuseForeign(kinds);
    refuse(
        "not an option of --task " + steps.task.label(),
        "leave it out, or choose another --task",
        steps.task == TaskType.GENERATE ? OF_ITEMS : OF_TEXTS);
    var report = new BenchReport(console, json.given());
    switch (what) {
      case TRAIN -> report.train(model, steps, threads.count(), seconds);
      case SAMPLE -> report.sample(model, streams, threads.count(), seconds);
      case GEMM -> report.gemm(product, threads.count(), seconds);
      case LENGTH ->
          new LengthReport(
                  new CurveOutput(
                      lengths.csv,
                      lengths.plot == null ? null : PlotFile.of(lengths.plot, console),
                      json.given(),
                      console),
                  console)
              .run(model, lengths.ascending());
    }
    return ExitCode.DONE;
  }

  /** Refuses what no network named has, and --cell beside one that says which. */
  private void refuseForeign(List<NetworkKind> kinds) {
    List<String> foreign =
        new ArrayList<>(NetworkSizeOptions.foreign(kinds.stream().map(NetworkKind::type).toList()));
    if (kinds.stream().anyMatch(kind -> kind.cell() != null)) {
      foreign.add("--cell");
    }
    String names = kinds.stream().map(NetworkKind::label).collect(Collectors.joining(","));
    refuse("not an option of --network " + names, "leave it out, or choose a network", foreign);
  }
}
