package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.engine.json.Json;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.task.Task;
import charwise.engine.training.RunMemory;
import charwise.engine.training.Speed;
import charwise.engine.training.SpeedProbe;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run would be, without the run: its sizes, its memory and, by a measurement, its time. */
record DryRun(TrainConfiguration configuration, OutputName output, Console console) {
  private static final double PROBE_SECONDS = 6;

  void print(Lesson.Prepared prepared) throws IOException {
    TrainingPlan plan = prepared.plan();
    Task task = prepared.task(plan);
    long parameters = task.model().parameterCount();
    RunMemory memory = RunMemory.of(plan, 0, configuration.threads());
    console.note("measuring speed");
    Speed speed = SpeedProbe.measure(plan, task, configuration.threads(), PROBE_SECONDS);
    long evaluations = Math.ceilDiv(plan.steps(), plan.evaluationEvery());
    double seconds = plan.steps() * speed.stepSeconds() + evaluations * speed.evaluationSeconds();
    LearningRate rate = plan.optimization().rate();
    if (configuration.files().json.given()) {
      Map<String, Object> json = new LinkedHashMap<>(plan.toJson());
      json.put("model", output.name());
      json.put("parameters", parameters);
      json.put("memory", memory.total());
      json.put("seconds", seconds);
      console.out().println(Json.write(json));
    } else {
      var lines = new ReportLines(console);
      lines.line("model", output.name() + ", not written: this is a dry run");
      lines.line("data", prepared.description());
      lines.line(
          "shape",
          plan.task().model().title() + ", " + NumberText.grouped(parameters) + " parameters");
      lines.line(
          "steps",
          "%s, of %s characters each; %s"
              .formatted(
                  NumberText.grouped(plan.steps()),
                  NumberText.grouped((long) plan.task().unitsPerStep()),
                  NumberText.counted(evaluations, "validation")));
      lines.line(
          "optimizer",
          "%s, learning rate %s, %s, %s steps of warm-up"
              .formatted(
                  plan.optimization().optimizer().label(),
                  NumberText.exact(rate.peak()),
                  rate.schedule().label(),
                  NumberText.grouped(rate.warmupSteps())));
      lines.line(
          "memory", "about " + NumberText.rounded((double) memory.total()) + "B and the text");
      lines.line(
          "time",
          "about " + NumberText.duration(seconds) + " on this machine, as busy as it is now");
    }
    console.out().flush();
  }
}
