package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.VisibleText;
import charwise.engine.json.Json;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.Trainer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the result of a run on standard output. */
final class Report {
  private final TrainConfiguration configuration;
  private final OutputName output;
  private final Trainer trainer;
  private final Lesson.Prepared prepared;
  private final Console console;

  Report(
      TrainConfiguration configuration,
      OutputName output,
      Trainer trainer,
      Lesson.Prepared prepared,
      Console console) {
    this.configuration = configuration;
    this.output = output;
    this.trainer = trainer;
    this.prepared = prepared;
    this.console = console;
  }

  /**
   * Prints the result.
   *
   * @param repetition the options that repeat the run, or nothing if those it had do
   */
  void print(TrainingSummary summary, String repetition) throws IOException {
    if (configuration.files().json.given()) {
      console.out().println(json(summary));
      if (!repetition.isEmpty()) {
        console.note("for a bit-identical rerun use " + repetition + " instead of --minutes");
      }
    } else {
      var lines = new ReportLines(console);
      printSummary(lines, summary);
      if (!repetition.isEmpty()) {
        lines.line("repeat", repetition + " instead of --minutes gives the same model to the bit");
      }
      if (overfits(summary)) {
        lines.line("overfits", new Overfitting(trainer.plan()).words(summary.bestStep()));
      }
      prepared.print(lines, summary, output);
    }
    console.out().flush();
  }

  private boolean overfits(TrainingSummary summary) {
    return new Overfitting(trainer.plan()).shows(summary.bestStep(), summary.steps());
  }

  private String json(TrainingSummary summary) {
    Map<String, @Nullable Object> json = trainer.task().report(summary, output.name());
    if (overfits(summary)) {
      json.put("overfits", true);
      json.put("best_step", summary.bestStep());
    }
    json.put("sha256", summary.sha256());
    return Json.write(json);
  }

  private void printSummary(ReportLines lines, TrainingSummary summary) throws IOException {
    lines.line("model", VisibleText.line(output.name()));
    lines.line(
        "shape",
        "%s, %s parameters, vocabulary of %s"
            .formatted(
                trainer.plan().task().model().title(),
                NumberText.grouped(summary.parameters()),
                NumberText.grouped(trainer.plan().task().model().vocabularySize())));
    lines.line(
        "training",
        "%s steps (%s epochs) in %s at %s chars/s"
            .formatted(
                NumberText.grouped(summary.steps()),
                NumberText.fixed(summary.epochs(), 2),
                NumberText.duration(summary.seconds()),
                NumberText.rounded(summary.unitsPerSecond())));
    if (summary.rewinds() > 0) {
      lines.line(
          "rewinds",
          summary.rewinds()
              + ", the last one to "
              + NumberText.exact(Math.scalb(1.0, -summary.rewinds()))
              + " of the learning rate");
    }
  }
}
