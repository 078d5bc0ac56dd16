package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ModelArgument;
import charwise.cli.input.ReadingChoices;
import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.SavedModel;
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
 * @param conditions those that the model knows; none to find them, if there are some
 * @param reading how to read the text
 * @param request what to plan
 */
record StartingPoint(
    @Nullable LanguageModel model,
    @Nullable Vocabulary vocabulary,
    Conditions conditions,
    ReadingChoices reading,
    PlanRequest request) {

  /**
   * An interrupted run of this plan. The text is read as before, unless options say otherwise.
   *
   * @param first the model that the run started from, whose ids its units keep; null if from none
   */
  static StartingPoint resumed(
      TrainingPlan plan,
      @Nullable SavedModel first,
      ReadingChoices reading,
      PlanRequest request,
      OutputName output)
      throws IOException {
    Units units =
        reading.units() != null
            ? reading.units()
            : first != null ? first.units() : unitsOf(output.model());
    return new StartingPoint(
        null,
        first == null ? null : first.vocabulary(),
        first == null ? Conditions.NONE : first.conditions(),
        reading.with(units, LanguagePlan.of(plan).batches().items()),
        request);
  }

  private static Units unitsOf(Path model) throws IOException {
    try {
      return Files.exists(model) ? SavedModel.read(model).units() : Units.CODEPOINT;
    } catch (InvalidModelException damaged) {
      return Units.CODEPOINT;
    }
  }

  /**
   * The weights, shape, vocabulary and conditions of {@code file}.
   *
   * @param conditions whether texts stand under conditions
   * @throws UserException if the user asked for another shape
   */
  static StartingPoint model(
      Path file, boolean conditions, ReadingChoices reading, PlanRequest asked, Console console)
      throws IOException {
    SavedModel saved = ModelArgument.language(console.resolve(file));
    LanguageModelConfig shape = saved.model().config();
    PlanRequest.Shape wanted = asked.shape();
    String name = file.toString();
    PlanRequest.Shape known = PlanRequest.Shape.of(shape, null);
    agree(wanted.network(), known.networkOrRecurrent(), "--network", name);
    agree(wanted.cell(), known.cell(), "--cell", name);
    agree(
        wanted.hiddenSize(),
        known.hiddenSize(),
        shape.isRecurrent() ? "--hidden" : "--width",
        name);
    agree(wanted.layerCount(), known.layerCount(), "--layers", name);
    agree(wanted.residual(), known.residual(), "--residual", name);
    wanted
        .sizes()
        .forEach((size, value) -> agree(value, known.sizes().get(size), "--" + size.label(), name));
    agree(
        reading.units() == null ? null : reading.units().label(),
        saved.units().label(),
        "--units",
        name);
    if (conditions == saved.conditions().isEmpty()) {
      throw UserException.usage(
          conditions
              ? "the model to start from knows no conditions"
              : "the texts of the model to start from stand under conditions",
          name,
          conditions ? "leave --condition out" : "name their column with --condition");
    }
    boolean itemsChosen = reading.items() != null || reading.column() != null;
    var items = itemsChosen ? reading.itemsOrDefault() : saved.items();
    return new StartingPoint(
        saved.model(),
        saved.vocabulary(),
        saved.conditions(),
        reading.with(saved.units(), items),
        new PlanRequest(
            PlanRequest.Shape.of(shape, wanted.dropout()).withWeightNoise(wanted.weightNoise()),
            asked.batchSize(),
            asked.timeSteps(),
            asked.budget(),
            asked.optimization(),
            items,
            asked.seed(),
            asked.ngrams()));
  }

  private static void agree(
      @Nullable Object asked, @Nullable Object saved, String option, String file) {
    if (asked != null && !asked.equals(saved)) {
      throw UserException.usage(
          option
              + " is "
              + asked
              + " but the model to start from has "
              + (saved == null ? "none" : saved),
          file,
          "leave the option out");
    }
  }
}
