package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.pairs.TaggedReading;
import charwise.engine.json.JsonFields;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.Task;
import charwise.engine.task.TaskPlan;
import charwise.engine.task.TrainingSummary;
import charwise.engine.task.tagger.Restoration;
import charwise.engine.task.tagger.TaggerConfig;
import charwise.engine.task.tagger.TaggerData;
import charwise.engine.task.tagger.TaggerPlan;
import charwise.engine.task.tagger.TaggerRecipe;
import charwise.engine.task.tagger.TaggerRequest;
import charwise.engine.task.tagger.TaggerTask;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lines and the tags of their units: {@code --task tag}. */
final class TagLesson implements Lesson {
  /** Ids and tags, of lines and of the windows that they are cut into. */
  private static final long BYTES_PER_CHARACTER = 8 * Character.BYTES;

  private final TrainConfiguration configuration;
  private final List<String> arguments;
  private final TaggedReading reading;
  private final TaggerRequest request;
  private final Console console;

  /**
   * A lesson.
   *
   * @param arguments the DATA
   */
  TagLesson(
      TrainConfiguration configuration,
      List<String> arguments,
      TaggedReading reading,
      TaggerRequest request,
      Console console) {
    this.configuration = configuration;
    this.arguments = arguments;
    this.reading = reading;
    this.request = request;
    this.console = console;
  }

  @Override
  public String baseName() {
    return new CorpusArguments(arguments, console).name() + "-" + TaggerPlan.TASK;
  }

  @Override
  public TaskPlan plan(JsonFields json) {
    return TaggerPlan.of(json);
  }

  @Override
  public Prepared start() throws IOException {
    TaggerData data = reading.read(arguments);
    checkMetric(data);
    checkSize(TaggerRecipe.plan(request.with(Budget.ofSteps(1)), data, 1), data);
    configuration.announceMeasuring(console);
    TrainingPlan plan = TaggerRecipe.plan(request, data, configuration.threads());
    return new PreparedLines(plan, data);
  }

  @Override
  public Prepared resume(TrainingPlan plan, OutputName output) throws IOException {
    var check = new ResumeCheck(plan, output.checkpointName());
    check.checkOptions(configuration, request.optimization(), request.seed());
    TaggerPlan planned = TaggerPlan.of(plan);
    TaggerConfig model = planned.model();
    check.checkEncoder(request.encoder(), model.encoder(), planned.items().dropout());
    check.compare("--batch", request.encoder().batchSize(), planned.items().batchSize());
    check.compare("--lexicon", request.lexicon(), model.hints() > 0);
    check.compare("--best", request.best(), planned.best());
    check.compare(
        "--restore",
        reading.restore().isEmpty() ? null : labels(reading.restore()),
        labels(planned.lost()));
    TaggerData data = reading.restoring(planned.lost()).read(arguments);
    check.checkBudget(
        request.budget(), () -> TaggerRecipe.plan(asPlanned(check, plan), data, 1).steps());
    checkSize(plan, data);
    return new PreparedLines(plan, data);
  }

  private static String labels(Set<Restoration> lost) {
    return lost.stream().sorted().map(Restoration::label).collect(Collectors.joining(","));
  }

  private TaggerRequest asPlanned(ResumeCheck check, TrainingPlan plan) {
    TaggerPlan planned = TaggerPlan.of(plan);
    EncoderConfig encoder = planned.model().encoder();
    return new TaggerRequest(
        new EncoderRequest(
            encoder.cell(),
            encoder.hiddenSize(),
            encoder.layerCount(),
            encoder.residual(),
            encoder.directions(),
            planned.items().dropout(),
            planned.items().batchSize()),
        planned.model().hints() > 0,
        planned.best(),
        request.budget(),
        check.optimization(),
        plan.seed());
  }

  private void checkMetric(TaggerData data) {
    if (request.best() != null && !data.scheme().metrics().contains(request.best())) {
      throw UserException.usage(
          "not measured for such tags",
          "--best " + request.best(),
          "take one of "
              + data.scheme().metrics().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", ")));
    }
  }

  private void checkSize(TrainingPlan plan, TaggerData data) {
    long characters = (long) data.train().inputs().total() + data.validation().inputs().total();
    SizeCheck.ofThisProcess()
        .checkItems(
            plan,
            BYTES_PER_CHARACTER * characters,
            configuration.threads(),
            TaggerPlan.of(plan).items().batchSize(),
            characters);
  }

  /** Lines and the plan to learn them by. */
  private final class PreparedLines extends PreparedItems<TaggerTask> {
    private final TaggerData data;

    PreparedLines(TrainingPlan plan, TaggerData data) {
      super(
          plan,
          new CorpusArguments(arguments, console).description(),
          "lines",
          data.train().size(),
          data.validation().size());
      this.data = data;
    }

    @Override
    TaggerTask create(TrainingPlan planned) {
      return TaggerTask.of(planned, data);
    }

    @Override
    String more() {
      return " with " + data.scheme().size() + " tags";
    }

    @Override
    public String sample(Task trained) {
      return ((TaggerTask) trained).sample();
    }

    @Override
    void print(ReportLines lines, TrainingSummary summary, TaggerTask learnt) throws IOException {
      lines.loss("train", summary.trainNats(), "char");
      lines.loss("validation", summary.validationNats(), "char");
      if (Double.isFinite(summary.selection())) {
        String metric = TaggerPlan.of(plan()).best().label();
        lines.line("metric", metric + " " + NumberText.fixed(summary.selection(), 4));
        String floors =
            learnt.floors().entrySet().stream()
                .map(
                    floor ->
                        "%s %s"
                            .formatted(
                                floor.getKey(), NumberText.fixed((Double) floor.getValue(), 4)))
                .collect(Collectors.joining(", "));
        if (!floors.isEmpty()) {
          lines.line("floors", metric + " without a network: " + floors);
        }
      }
      lines.text(learnt.sample());
    }
  }
}
