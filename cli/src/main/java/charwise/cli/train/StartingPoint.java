package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ReadingChoices;
import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFile;
import charwise.engine.checkpoint.SavedModel;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.training.PlanRequest;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The starting point of a run, and how it affects reading the text and the plan.
 *
 * @param model the weights to start from, or null for fresh ones or those of a checkpoint
 * @param vocabulary the units that the model knows, or null to find them in the text
 * @param reading how to read the text
 * @param request what to plan
 */
record StartingPoint(
    @Nullable LanguageModel model,
    @Nullable Vocabulary vocabulary,
    ReadingChoices reading,
    PlanRequest request) {

  /** Fresh weights, with the options as given. */
  static StartingPoint fresh(TrainConfiguration configuration) {
    return new StartingPoint(null, null, configuration.reading(), configuration.request());
  }

  /** An interrupted run of this plan. The text is read as before, unless options say otherwise. */
  static StartingPoint resumed(
      TrainingPlan plan, TrainConfiguration configuration, OutputName output) throws IOException {
    ReadingChoices reading = configuration.reading();
    Units units = reading.units() != null ? reading.units() : unitsOf(output.model());
    return new StartingPoint(
        null, null, reading.with(units, plan.batches().items()), configuration.request());
  }

  private static Units unitsOf(Path model) throws IOException {
    try {
      return Files.exists(model) ? ModelFile.read(model).units() : Units.CODEPOINT;
    } catch (InvalidModelException damaged) {
      return Units.CODEPOINT;
    }
  }

  /**
   * The weights, shape and vocabulary of {@code file}.
   *
   * @throws UserException if the user asked for another shape
   */
  static StartingPoint model(Path file, TrainConfiguration configuration, Console console)
      throws IOException {
    SavedModel saved = ModelFile.read(console.resolve(file));
    LanguageModelConfig shape = saved.model().config();
    PlanRequest asked = configuration.request();
    ReadingChoices reading = configuration.reading();
    String name = file.toString();
    agree(asked.cell() == null ? null : asked.cell().label(), shape.cell().label(), "--cell", name);
    agree(asked.hiddenSize(), shape.hiddenSize(), "--hidden", name);
    agree(asked.layerCount(), shape.layerCount(), "--layers", name);
    agree(asked.residual(), shape.residual(), "--residual", name);
    agree(
        reading.units() == null ? null : reading.units().label(),
        saved.units().label(),
        "--units",
        name);
    boolean itemsChosen = reading.items() != null || reading.column() != null;
    var items = itemsChosen ? reading.itemsOrDefault() : saved.items();
    return new StartingPoint(
        saved.model(),
        saved.vocabulary(),
        reading.with(saved.units(), items),
        new PlanRequest(
            shape.cell(),
            shape.hiddenSize(),
            shape.layerCount(),
            asked.dropout(),
            shape.residual(),
            asked.batchSize(),
            asked.timeSteps(),
            asked.epochs(),
            asked.steps(),
            asked.minutes(),
            asked.learningRate(),
            asked.schedule(),
            asked.warmupSteps(),
            asked.optimizer(),
            asked.weightDecay(),
            asked.clipping(),
            items,
            asked.seed()));
  }

  private static void agree(@Nullable Object asked, Object saved, String option, String file) {
    if (asked != null && !asked.equals(saved)) {
      throw UserException.usage(
          option + " is " + asked + " but the model to start from has " + saved,
          file,
          "leave the option out");
    }
  }
}
