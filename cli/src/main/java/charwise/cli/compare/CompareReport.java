package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.ResultStream;
import charwise.cli.plot.PlotFile;
import charwise.engine.comparison.RunResult;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a finished comparison prints on standard output. */
final class CompareReport {
  private final CompareConfiguration configuration;
  private final Subject subject;
  private final List<Division> divisions;
  private final Console console;

  CompareReport(
      CompareConfiguration configuration,
      Subject subject,
      List<Division> divisions,
      Console console) {
    this.configuration = configuration;
    this.subject = subject;
    this.divisions = divisions;
    this.console = console;
  }

  /**
   * Prints it.
   *
   * @param results in the order of the runs
   * @param rates the learning rates that were found
   * @param plot where to draw it, or null
   */
  void print(
      List<RunResult> results,
      Map<LanguageModelConfig, Double> rates,
      @Nullable PlotFile plot)
      throws IOException {
    Baselines baselines = Baselines.of(subject.task().text());
    try {
      if (configuration.json()) {
        printJson(results, rates, baselines);
      } else {
        printTable(results, rates, baselines);
      }
      console.out().flush();
    } finally {
      if (plot != null) { // even if nobody reads the rest
        draw(results, plot);
      }
    }
  }

  private void draw(List<RunResult> results, PlotFile plot) throws IOException {
    List<Contender> contenders =
        divisions.stream()
            .flatMap(division -> Contender.of(division, results).stream())
            .distinct()
            .toList();
    plot.write(new ComparePlot(subject, contenders).chart());
  }

  private void printTable(
      List<RunResult> results, Map<LanguageModelConfig, Double> rates, Baselines baselines)
      throws IOException {
    ResultStream out = console.out();
    ResultTable table = new ResultTable(subject, baselines);
    for (Division division : divisions) {
      Contender.of(division, results).forEach(table::add);
    }
    int room =
        console.terminal().output()
            ? console.terminal().columns().getAsInt()
            : Integer.MAX_VALUE;
    out.println(table.lines(console.outputStyle(), room));
    out.println("");
    if (subject.recall()) {
      out.println("chance answers " + NumberText.fixed(Subject.chance(), 2));
    }
    if (subject.task().learningRates().size() > 1 && !rates.isEmpty()) {
      out.println(
          "peak learning rates, the best of "
              + subject.task().learningRates().stream()
                  .map(NumberText::exact)
                  .collect(Collectors.joining(", "))
              + " in short runs: "
              + rates.entrySet().stream()
                  .map(entry -> name(entry.getKey()) + " " + NumberText.exact(entry.getValue()))
                  .collect(Collectors.joining(", ")));
    }
    for (Division division : divisions) {
      String sentence = verdict(division, results).sentence();
      out.println(
          console
              .outputStyle()
              .bold(divisions.size() == 1 ? sentence : description(division) + ": " + sentence));
    }
  }

  private void printJson(
      List<RunResult> results, Map<LanguageModelConfig, Double> rates, Baselines baselines)
      throws IOException {
    CompareJson json = new CompareJson(subject);
    results.forEach(json::add);
    for (Division division : divisions) {
      for (Contender contender : Contender.of(division, results)) {
        json.add(
            contender, baselines.beatenBy(contender.mean(RunResult::validationBits).mean()));
      }
    }
    json.add(baselines);
    rates.forEach(json::addRate);
    for (Division division : divisions) {
      json.add(verdict(division, results), description(division));
    }
    console.out().println(json.lines());
  }

  private Verdict verdict(Division division, List<RunResult> results) {
    return Verdict.of(Contender.of(division, results), Standard.of(subject));
  }

  private String description(Division division) {
    return division.description(configuration.match());
  }

  private static String name(LanguageModelConfig model) {
    return model.cell().label() + " " + model.layerCount() + " x " + model.hiddenSize();
  }
}
