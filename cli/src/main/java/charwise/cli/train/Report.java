package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.ResultStream;
import charwise.cli.console.Style;
import charwise.cli.console.VisibleText;
import charwise.engine.checkpoint.ModelFile;
import charwise.engine.checkpoint.SavedModel;
import charwise.engine.json.Json;
import charwise.engine.loss.Loss;
import charwise.engine.training.TrainingSummary;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the result of a run on standard output. */
final class Report {
  private static final int SAMPLE_LENGTH = 300;

  private final TrainConfiguration configuration;
  private final OutputName output;
  private final Console console;

  Report(TrainConfiguration configuration, OutputName output, Console console) {
    this.configuration = configuration;
    this.output = output;
    this.console = console;
  }

  /**
   * Prints the result.
   *
   * @param repetition the options that repeat the run, or nothing if those it had do
   */
  void print(TrainingSummary summary, String repetition) throws IOException {
    if (configuration.json()) {
      console.out().println(json(summary));
      if (!repetition.isEmpty()) {
        console.note("to the bit the same: " + repetition + " in place of --minutes");
      }
    } else {
      printSummary(summary);
      if (!repetition.isEmpty()) {
        line("repeat", repetition + " in place of --minutes gives the same model to the bit");
      }
      printSample();
    }
    console.out().flush();
  }

  private String json(TrainingSummary summary) {
    Map<String, @Nullable Object> json = summary.toJson(output.name());
    json.put("sha256", summary.sha256());
    return Json.write(json);
  }

  private void printSummary(TrainingSummary summary) throws IOException {
    var model = summary.model();
    line("model", VisibleText.line(output.name()));
    line(
        "shape",
        "%s, %d x %d, %s parameters, vocabulary of %s"
            .formatted(
                model.cell().label(),
                model.layerCount(),
                model.hiddenSize(),
                NumberText.grouped(summary.parameters()),
                NumberText.grouped(model.vocabularySize())));
    line(
        "training",
        "%s steps (%s epochs) in %s at %s chars/s"
            .formatted(
                NumberText.grouped(summary.steps()),
                NumberText.fixed(summary.epochs(), 2),
                NumberText.duration(summary.seconds()),
                NumberText.rounded(summary.charactersPerSecond())));
    if (summary.rewinds() > 0) {
      line(
          "rewinds",
          summary.rewinds()
              + ", the last one to "
              + NumberText.exact(Math.scalb(1.0, -summary.rewinds()))
              + " of the learning rate");
    }
    line("train", loss(summary.trainNatsPerCharacter()));
    line("validation", loss(summary.validationNatsPerCharacter()));
  }

  private void printSample() throws IOException {
    SavedModel best = ModelFile.read(output.model());
    String sample = ShortSample.of(best.model(), best.vocabulary(), best.items(), SAMPLE_LENGTH);
    ResultStream out = console.out();
    out.println("");
    out.println(console.terminal().output() ? VisibleText.lines(sample) : sample);
  }

  private void line(String name, String value) throws IOException {
    Style style = console.outputStyle();
    console.out().println(style.bold("%-12s".formatted(name)) + value);
  }

  private static String loss(double nats) {
    return Double.isFinite(nats)
        ? NumberText.fixed(nats, 4)
            + " nats/char, "
            + NumberText.fixed(nats / Loss.LN_2, 4)
            + " bits/char"
        : "not measured";
  }
}
