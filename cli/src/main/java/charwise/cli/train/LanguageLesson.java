package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.input.ModelArgument;
import charwise.cli.input.ReadingChoices;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.JsonFields;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.ngram.NgramUse;
import charwise.engine.task.TaskPlan;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.NetworkType;
import charwise.engine.task.language.NgramMix;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Recipe;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A text to write more of: {@code --task generate}. */
final class LanguageLesson implements Lesson {
  private static final int SHOWN_UNITS = 20;

  private final TrainConfiguration configuration;
  private final LanguageSource source;
  private final ReadingChoices reading;
  private final PlanRequest request;
  private final @Nullable Path initFrom;
  private final Console console;

  /**
   * A lesson.
   *
   * @param source the text
   * @param initFrom the model whose weights to start from; null for fresh ones
   */
  LanguageLesson(
      TrainConfiguration configuration,
      LanguageSource source,
      ReadingChoices reading,
      PlanRequest request,
      @Nullable Path initFrom,
      Console console) {
    this.configuration = configuration;
    this.source = source;
    this.reading = reading;
    this.request = request;
    this.initFrom = initFrom;
    this.console = console;
  }

  @Override
  public String baseName() {
    NetworkType network = request.shape().networkOrRecurrent();
    return source.name()
        + "-"
        + (network == NetworkType.RECURRENT ? cell(request.shape()).label() : network.label());
  }

  @Override
  public TaskPlan plan(JsonFields json) {
    return LanguagePlan.of(json);
  }

  @Override
  public Prepared start() throws IOException {
    StartingPoint point =
        initFrom == null
            ? new StartingPoint(null, null, Conditions.NONE, reading, request)
            : StartingPoint.model(initFrom, source.hasConditions(), reading, request, console);
    checkNoise(point.request().shape());
    TrainingText text = source.load(point.reading(), point.vocabulary(), point.conditions());
    if (request.ngrams() == NgramUse.ON && !NgramMix.fits(text)) {
      throw UserException.usage(
          "n-grams take their weight from a validation part, which there is none of",
          "--ngrams on",
          "leave it out, or give more text");
    }
    checkSize(Recipe.plan(point.request().inSteps(1), text, 1), text);
    configuration.announceMeasuring(console);
    TrainingPlan plan = Recipe.plan(point.request(), text, configuration.threads());
    checkSize(plan, text);
    return new PreparedText(source, plan, text, initial(point, text, plan.seed()));
  }

  /** The weights to start from, with fresh ones for the units of the text that they lack. */
  private @Nullable LanguageModel initial(StartingPoint point, TrainingText text, long seed) {
    LanguageModel model = point.model();
    Vocabulary vocabulary = text.train().vocabulary();
    int known = model == null ? vocabulary.size() : model.config().vocabularySize();
    if (model == null || vocabulary.size() == known) {
      return model;
    }
    int added = vocabulary.size() - known;
    String shown =
        IntStream.range(known, vocabulary.size())
            .limit(SHOWN_UNITS)
            .mapToObj(id -> shown(vocabulary, id))
            .collect(Collectors.joining(", "));
    console.note(
        NumberText.counted(added, vocabulary.units() == Units.BYTE ? "new byte" : "new character")
            + ": "
            + shown
            + (added > SHOWN_UNITS ? " and " + (added - SHOWN_UNITS) + " more" : ""));
    return model.withVocabulary(vocabulary.size(), seed);
  }

  private static String shown(Vocabulary vocabulary, int id) {
    int unit = vocabulary.unit(id);
    return vocabulary.units() == Units.BYTE
        ? String.format(Locale.ROOT, "0x%02X", unit)
        : VisibleText.codePoint(unit);
  }

  @Override
  public Prepared resume(TrainingPlan plan, OutputName output) throws IOException {
    var check = new ResumeCheck(plan, output.checkpointName());
    check.checkOptions(configuration, request.optimization(), request.seed());
    checkShape(check, LanguagePlan.of(plan));
    boolean conditions = LanguagePlan.of(plan).model().conditions() > 0;
    if (conditions != source.hasConditions()) {
      throw UserException.usage(
          conditions
              ? "the texts of the interrupted run stand under conditions"
              : "the interrupted run knows no conditions",
          output.checkpointName(),
          conditions
              ? "name their column again with --condition"
              : "leave --condition out, or start again with --fresh");
    }
    SavedModel first = initFrom == null ? null : ModelArgument.language(console.resolve(initFrom));
    StartingPoint point = StartingPoint.resumed(plan, first, reading, request, output);
    TrainingText text = source.load(point.reading(), point.vocabulary(), point.conditions());
    check.compare(
        "the number of conditions", text.conditions(), LanguagePlan.of(plan).model().conditions());
    check.checkBudget(request.budget(), () -> steps(check, plan, text));
    checkSize(plan, text);
    return new PreparedText(source, plan, text, null);
  }

  private static void checkNoise(PlanRequest.Shape shape) {
    Double noise = shape.weightNoise();
    boolean recurrent =
        shape.networkOrRecurrent() == NetworkType.RECURRENT && cell(shape).create().isRecurrent();
    if (noise != null && noise > 0 && !recurrent) {
      throw UserException.usage(
          "a model without recurrent weights takes no noise on them",
          "--weight-noise " + NumberText.exact(noise),
          "leave it out, or choose another --cell");
    }
  }

  private static CellType cell(PlanRequest.Shape shape) {
    return Objects.requireNonNullElse(shape.cell(), CellType.LSTM);
  }

  private void checkShape(ResumeCheck check, LanguagePlan plan) {
    PlanRequest.Shape shape = request.shape();
    PlanRequest.Shape planned = PlanRequest.Shape.of(plan.model(), null);
    check.compare("--network", shape.network(), planned.networkOrRecurrent());
    check.compare("--cell", shape.cell(), planned.cell());
    boolean recurrent = plan.model().isRecurrent();
    check.compare(
        recurrent ? "--hidden" : "--width", shape.hiddenSize(), plan.model().hiddenSize());
    check.compare("--layers", shape.layerCount(), plan.model().layerCount());
    check.compare("--residual", shape.residual(), planned.residual());
    shape
        .sizes()
        .forEach(
            (size, asked) -> check.compare("--" + size.label(), asked, planned.sizes().get(size)));
    check.compare("--dropout", shape.dropout(), plan.regularization().dropout());
    check.compare("--weight-noise", shape.weightNoise(), plan.regularization().weightNoise());
    check.compare(
        "--ngrams",
        request.ngrams() == NgramUse.AUTO ? null : request.ngrams(),
        plan.ngramOrder() > 0 ? NgramUse.ON : NgramUse.OFF);
    check.compare("--batch", request.batchSize(), plan.batches().batchSize());
    check.compare("--bptt", request.timeSteps(), plan.batches().timeSteps());
    check.compare("--items", reading.items(), plan.batches().items());
  }

  /**
   * The steps that the budget given amounts to. The sizes are part of it where they were asked for,
   * and follow from the steps elsewhere.
   */
  private long steps(ResumeCheck check, TrainingPlan plan, TrainingText text) {
    LanguagePlan language = LanguagePlan.of(plan);
    LanguageModelConfig model = language.model();
    long steps = Recipe.plan(asPlanned(check, plan, null, null), text, 1).steps();
    return steps == plan.steps()
        ? steps
        : Recipe.plan(
                asPlanned(check, plan, model.hiddenSize(), language.batches().timeSteps()), text, 1)
            .steps();
  }

  private PlanRequest asPlanned(
      ResumeCheck check,
      TrainingPlan plan,
      @Nullable Integer hiddenSize,
      @Nullable Integer timeSteps) {
    LanguagePlan language = LanguagePlan.of(plan);
    LanguageModelConfig model = language.model();
    return new PlanRequest(
        PlanRequest.Shape.of(model, hiddenSize, language.regularization().dropout())
            .withWeightNoise(language.regularization().weightNoise()),
        language.batches().batchSize(),
        timeSteps,
        request.budget(),
        check.optimization(),
        language.batches().items(),
        plan.seed());
  }

  private void checkSize(TrainingPlan plan, TrainingText text) {
    long length = (long) text.train().length() + text.validation().length();
    LanguagePlan language = LanguagePlan.of(plan);
    SizeCheck.ofThisProcess()
        .check(
            plan,
            (source.hasConditions() ? 3L : 2L) * Character.BYTES * length
                + (language.ngramOrder() > 0 ? NgramMix.memory(text) : 0),
            configuration.threads(),
            "%d x %d, batch %d, bptt %d, %s characters"
                .formatted(
                    language.model().layerCount(),
                    language.model().hiddenSize(),
                    language.batches().batchSize(),
                    language.batches().timeSteps(),
                    NumberText.grouped(length)));
  }
}
