package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.pairs.AnsweredPairs;
import charwise.cli.pairs.PairChoices;
import charwise.cli.pairs.PairOptions;
import charwise.cli.pairs.PairSources;
import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.Units;
import charwise.engine.json.JsonFields;
import charwise.engine.kernel.Team;
import charwise.engine.search.SearchSettings;
import charwise.engine.task.Task;
import charwise.engine.task.TaskPlan;
import charwise.engine.task.TrainingSummary;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.TransducerConfig;
import charwise.engine.task.transducer.TransducerData;
import charwise.engine.task.transducer.TransducerPlan;
import charwise.engine.task.transducer.TransducerPredictor;
import charwise.engine.task.transducer.TransducerRecipe;
import charwise.engine.task.transducer.TransducerRequest;
import charwise.engine.task.transducer.TransducerSource;
import charwise.engine.task.transducer.TransducerTask;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Texts and the answers to them: {@code --task transduce}. */
final class TransduceLesson implements Lesson {
  /** Answers of a sample. */
  private static final int SHOWN = 3;

  private final TrainConfiguration configuration;
  private final List<String> arguments;
  private final PairChoices choices;
  private final TargetUnits targetUnits;
  private final Units units;
  private final double validation;
  private final @Nullable Path validationFile;
  private final TransducerRequest request;
  private final Console console;

  /**
   * A lesson.
   *
   * @param arguments the DATA
   * @param pairs how they are written
   * @param validation the share of the pairs that is kept for validation
   * @param validationFile pairs to validate on instead
   */
  TransduceLesson(
      TrainConfiguration configuration,
      List<String> arguments,
      PairOptions pairs,
      Units units,
      double validation,
      @Nullable Path validationFile,
      TransducerRequest request,
      Console console) {
    this.configuration = configuration;
    this.arguments = arguments;
    this.choices = pairs.choices(pairs.features());
    this.targetUnits = Objects.requireNonNullElse(pairs.targetUnits(), TargetUnits.CODEPOINT);
    this.units = units;
    this.validation = validation;
    this.validationFile = validationFile;
    this.request = request;
    this.console = console;
    if (arguments.isEmpty()) {
      throw UserException.usage(
          "there is nothing to learn from",
          "--task transduce",
          "name a file of texts and answers, or pairs such as dates");
    }
  }

  @Override
  public String baseName() {
    return OutputName.base(arguments.getFirst()) + "-" + TransducerPlan.TASK;
  }

  @Override
  public TaskPlan plan(JsonFields json) {
    return TransducerPlan.of(json);
  }

  @Override
  public Prepared start() throws IOException {
    TransducerData data = data();
    configuration.announceMeasuring(console);
    return prepared(TransducerRecipe.plan(request, data, configuration.threads()), data);
  }

  @Override
  public Prepared resume(TrainingPlan plan, OutputName output) throws IOException {
    var check = new ResumeCheck(plan, output.checkpointName());
    check.checkOptions(configuration, request.optimization(), request.seed());
    TransducerPlan planned = TransducerPlan.of(plan);
    TransducerConfig model = planned.model();
    check.checkEncoder(request.encoder(), model.encoder(), planned.sources().dropout());
    check.compare("--decoder", request.decoder(), model.decoder());
    check.compare("--attention", request.attention(), model.attention());
    check.compare("--repeat-input", request.repeatInput(), model.repeatInput());
    check.compare("--reverse-source", request.reverseSource(), model.reverseSource());
    check.compare("--batch", request.encoder().batchSize(), planned.sources().batchSize());
    check.compare("--best", request.best(), planned.best());
    TransducerData data = data();
    check.checkBudget(request.budget(), () -> TransducerRecipe.plan(request, data, 1).steps());
    return prepared(plan, data);
  }

  private Prepared prepared(TrainingPlan plan, TransducerData data) {
    long characters = characters(data.train()) + characters(data.validation());
    SizeCheck.ofThisProcess()
        .checkItems(
            plan,
            2 * Character.BYTES * characters,
            configuration.threads(),
            TransducerPlan.of(plan).sources().batchSize(),
            characters);
    TransducerConfig model = TransducerPlan.of(plan).model();
    if (data.leftOut() > 0) {
      console.note(
          "left out: %s pairs of more than %s characters"
              .formatted(
                  NumberText.grouped(data.leftOut()),
                  NumberText.grouped(TransducerData.MAXIMUM_LENGTH)));
    }
    if (model.decoder() == DecoderType.CTC) {
      noteImpossible(model, data.train());
    }
    return new PreparedPairs(plan, data);
  }

  private void noteImpossible(TransducerConfig model, Pairs pairs) {
    int impossible = TransducerTask.impossible(model, pairs);
    if (impossible == pairs.size()) {
      throw UserException.failure(
          "no answer fits into its input as ctc reads it",
          arguments.getFirst(),
          "give a larger --repeat-input, or --decoder attention");
    }
    if (impossible > 0) {
      console.note(
          ("of %s pairs the answer does not fit into the input; they are passed over"
                  + " (--repeat-input %d makes room for more)")
              .formatted(NumberText.grouped(impossible), model.repeatInput() + 1));
    }
  }

  private static long characters(Pairs pairs) {
    return IntStream.range(0, pairs.size()).mapToLong(pairs::sourceLength).sum()
        + pairs.targets().total();
  }

  private TransducerData data() throws IOException {
    Pairs pairs =
        AnsweredPairs.read(
            configuration.texts().watch(PairSources.of(arguments, console)),
            choices,
            Pairs.builder(units, targetUnits));
    if (pairs.size() < 2) {
      throw UserException.failure(
          "too few pairs to learn from", arguments.getFirst(), "give more of them");
    }
    TransducerData data =
        validationFile == null
            ? TransducerData.split(pairs, validation)
            : TransducerData.of(pairs, validation(pairs));
    return data;
  }

  private Pairs validation(Pairs pairs) throws IOException {
    String name = String.valueOf(validationFile);
    PairsBuilder builder =
        Pairs.builder(pairs.vocabulary(), pairs.features(), pairs.targetVocabulary());
    Pairs read = AnsweredPairs.read(List.of(PairSources.single(name, console)), choices, builder);
    if (builder.unknown() > 0) {
      console.note(
          "in %s %s characters are unknown: the pairs to learn from lack them"
              .formatted(name, NumberText.grouped(builder.unknown())));
    }
    return read;
  }

  /** Pairs and the plan to learn them by. */
  private final class PreparedPairs extends PreparedItems<TransducerTask> {
    private final TransducerData data;
    private int sampled;

    PreparedPairs(TrainingPlan plan, TransducerData data) {
      super(
          plan,
          String.join(", ", arguments),
          "pairs",
          data.train().size(),
          data.validation().size());
      this.data = data;
    }

    @Override
    TransducerTask create(TrainingPlan planned) {
      return TransducerTask.of(planned, data);
    }

    /** The answers to a few texts, other ones each time. */
    @Override
    public String sample(Task trained) {
      Pairs pairs = data.validation().size() > 0 ? data.validation() : data.train();
      int[] chosen =
          IntStream.range(0, Math.min(SHOWN, pairs.size()))
              .map(i -> (sampled + i) % pairs.size())
              .toArray();
      sampled += SHOWN;
      List<TransducerSource> sources =
          IntStream.of(chosen)
              .mapToObj(pair -> new TransducerSource(pairs.input(pair), pairs.features(pair)))
              .toList();
      try (Team team = new Team(1)) {
        var predictor =
            new TransducerPredictor(
                ((TransducerTask) trained).saved(Map.of()),
                SearchSettings.of(1, 1),
                null,
                null,
                team);
        return predictor.transduce(sources).stream()
            .map(one -> String.join("", one.source()) + "  →  " + one.outputs().getFirst().text())
            .collect(Collectors.joining("\n"));
      }
    }

    @Override
    void print(ReportLines lines, TrainingSummary summary, TransducerTask learnt)
        throws IOException {
      lines.loss("validation", summary.validationNats(), plan().task().lossUnit());
      if (!Double.isFinite(summary.selection())) {
        return;
      }
      lines.line(
          TransducerPlan.of(plan()).best().label(), NumberText.fixed(summary.selection(), 4));
      if (learnt.copyFloor() > 0) {
        lines.line("floor", "accuracy of copying " + NumberText.fixed(learnt.copyFloor(), 4));
      }
      if (learnt.answersNothing()) {
        lines.line(
            "beware",
            "nearly all answers are empty, as those of ctc are before it has learnt where to"
                + " write: train for longer, on more pairs, or at another --learning-rate");
      }
    }
  }
}
