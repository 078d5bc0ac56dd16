package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.input.CorpusArguments;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingPlan;

/** Describes at the start of a run what is trained. */
final class Announcement {
  private Announcement() {}

  static String of(TrainingPlan plan, long parameters, TrainingText text, CorpusArguments corpora) {
    var model = plan.model();
    return "%s of %s (%s parameters) on %s (%s characters, %s of them for validation), %s %s"
        .formatted(
            model.cell().label(),
            model.layerCount() + " x " + model.hiddenSize(),
            NumberText.grouped(parameters),
            corpora.description(),
            NumberText.grouped((long) text.train().length() + text.validation().length()),
            NumberText.grouped(text.validation().length()),
            NumberText.grouped(plan.steps()),
            plan.steps() == 1 ? "step" : "steps");
  }
}
