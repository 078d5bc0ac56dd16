package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.pairs.LabelledPairs;
import charwise.cli.pairs.PairChoices;
import charwise.cli.pairs.PairSources;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledItemsBuilder;
import charwise.engine.data.Units;
import charwise.engine.json.JsonFields;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.task.Task;
import charwise.engine.task.TaskPlan;
import charwise.engine.task.TrainingSummary;
import charwise.engine.task.classifier.ClassifierConfig;
import charwise.engine.task.classifier.ClassifierData;
import charwise.engine.task.classifier.ClassifierFloors;
import charwise.engine.task.classifier.ClassifierPlan;
import charwise.engine.task.classifier.ClassifierRecipe;
import charwise.engine.task.classifier.ClassifierRequest;
import charwise.engine.task.classifier.ClassifierTask;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts and their labels: {@code --task classify}. */
final class ClassifyLesson implements Lesson {
  private final TrainConfiguration configuration;
  private final List<String> arguments;
  private final PairChoices choices;
  private final Units units;
  private final double validation;
  private final @Nullable Path validationFile;
  private final ClassifierRequest request;
  private final Console console;

  /**
   * A lesson.
   *
   * @param arguments the DATA
   * @param validation the share of the items that is kept for validation
   * @param validationFile items to validate on instead
   */
  ClassifyLesson(
      TrainConfiguration configuration,
      List<String> arguments,
      PairChoices choices,
      Units units,
      double validation,
      @Nullable Path validationFile,
      ClassifierRequest request,
      Console console) {
    this.configuration = configuration;
    this.arguments = arguments;
    this.choices = choices;
    this.units = units;
    this.validation = validation;
    this.validationFile = validationFile;
    this.request = request;
    this.console = console;
    if (arguments.isEmpty()) {
      throw UserException.usage(
          "there is nothing to learn from", "--task classify", "name a file of texts and labels");
    }
  }

  @Override
  public String baseName() {
    return OutputName.base(arguments.getFirst()) + "-" + ClassifierPlan.TASK;
  }

  @Override
  public TaskPlan plan(JsonFields json) {
    return ClassifierPlan.of(json);
  }

  @Override
  public Prepared start() throws IOException {
    ClassifierData data = data();
    NgramLinear ngrams =
        ClassifierTask.ngrams(request.ngrams(), data, request.balanced(), request.seed());
    configuration.announceMeasuring(console);
    TrainingPlan plan = ClassifierRecipe.plan(request, data, ngrams, configuration.threads());
    return prepared(plan, data, ngrams);
  }

  @Override
  public Prepared resume(TrainingPlan plan, OutputName output) throws IOException {
    var check = new ResumeCheck(plan, output.checkpointName());
    check.checkOptions(configuration, request.optimization(), request.seed());
    ClassifierPlan planned = ClassifierPlan.of(plan);
    ClassifierConfig model = planned.model();
    check.checkEncoder(request.encoder(), model.encoder(), planned.items().dropout());
    check.compare("--pooling", request.pooling(), model.pooling());
    check.compare("--batch", request.encoder().batchSize(), planned.items().batchSize());
    ClassifierData data = data();
    NgramLinear ngrams =
        model.ngramRows() == 0
            ? null
            : ClassifierTask.ngrams(request.ngrams(), data, planned.balanced(), plan.seed());
    check.checkBudget(
        request.budget(), () -> ClassifierRecipe.plan(request, data, ngrams, 1).steps());
    return prepared(plan, data, ngrams);
  }

  private Prepared prepared(TrainingPlan plan, ClassifierData data, @Nullable NgramLinear ngrams) {
    long characters = (long) data.train().inputs().total() + data.validation().inputs().total();
    SizeCheck.ofThisProcess()
        .checkItems(
            plan,
            Character.BYTES * characters,
            configuration.threads(),
            ClassifierPlan.of(plan).items().batchSize(),
            characters);
    return new PreparedTexts(plan, data, ngrams);
  }

  private ClassifierData data() throws IOException {
    LabelledItems items =
        LabelledPairs.read(
            configuration.texts().watch(PairSources.of(arguments, console)),
            choices,
            LabelledItems.builder(units));
    if (items.size() < 2 || items.labels().size() < 2) {
      throw UserException.failure(
          items.size() < 2 ? "too few items to learn from" : "all items have the same label",
          arguments.getFirst(),
          "give texts of at least two labels; see --input, --target and --format");
    }
    ClassifierData data =
        validationFile == null
            ? ClassifierData.split(items, validation)
            : new ClassifierData(items, validation(items));
    int longest = data.train().inputs().longest();
    if (longest > ClassifierRecipe.MAXIMUM_LENGTH) {
      console.note(
          "of texts longer than %s characters only so many are read by the network"
              .formatted(NumberText.grouped(ClassifierRecipe.MAXIMUM_LENGTH)));
    }
    return data;
  }

  private LabelledItems validation(LabelledItems items) throws IOException {
    String name = String.valueOf(validationFile);
    LabelledItemsBuilder builder =
        LabelledItems.builder(items.vocabulary(), items.labels()).skipUnknown();
    LabelledItems read =
        LabelledPairs.read(List.of(PairSources.single(name, console)), choices, builder);
    if (builder.unknown() > 0) {
      console.note(
          "left out of %s: %s characters that the items to learn from lack"
              .formatted(name, NumberText.grouped(builder.unknown())));
    }
    return read;
  }

  /** Texts and the plan to learn them by. */
  private final class PreparedTexts extends PreparedItems<ClassifierTask> {
    private final ClassifierData data;
    private final @Nullable NgramLinear ngrams;

    PreparedTexts(TrainingPlan plan, ClassifierData data, @Nullable NgramLinear ngrams) {
      super(
          plan,
          String.join(", ", arguments),
          "texts",
          data.train().size(),
          data.validation().size());
      this.data = data;
      this.ngrams = ngrams;
    }

    @Override
    ClassifierTask create(TrainingPlan planned) {
      return ClassifierTask.of(planned, data, ngrams);
    }

    @Override
    String more() {
      return " of " + data.train().labels().size() + " labels";
    }

    @Override
    public String sample(Task task) {
      return "";
    }

    @Override
    void print(ReportLines lines, TrainingSummary summary, ClassifierTask learnt)
        throws IOException {
      lines.loss("validation", summary.validationNats(), "item");
      if (Double.isFinite(summary.selection())) {
        lines.line(
            ClassifierPlan.of(plan()).best().label(), NumberText.fixed(summary.selection(), 4));
        ClassifierFloors floors = learnt.floors();
        lines.line(
            "floors",
            "accuracy of the most frequent label %s, of n-grams by Bayes %s"
                .formatted(
                    NumberText.fixed(floors.majority(), 4), NumberText.fixed(floors.ngram(), 4)));
      }
    }
  }
}
