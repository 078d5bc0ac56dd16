package charwise.engine.task.transducer;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.json.JsonFields;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.network.Directions;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.TaskPlan;
import charwise.engine.training.TrainingPlan;
import java.util.Map;

/**
 * How a transducer is trained.
 *
 * @param sources how sources are read; lengths count repetitions, and the units of a step are those
 *     of sources and answers
 * @param longestTarget the most units of an answer, its end counted
 * @param maximumTargetUnits the most that the answers of a batch have, shorter ones filled up
 * @param targetDropout the probability of reading the mark in place of a unit of the answer
 * @param labelSmoothing see {@link charwise.engine.loss.SoftmaxCrossEntropy}
 * @param best what chooses the model
 */
public record TransducerPlan(
    TransducerConfig model,
    ItemPlan sources,
    int longestTarget,
    int maximumTargetUnits,
    double targetDropout,
    double labelSmoothing,
    TransducerMetric best)
    implements TaskPlan {
  /** The task's name. */
  public static final String TASK = "transduce";

  private static final int MOST_UNITS = 1 << 24;

  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TransducerPlan {
    check(
        longestTarget >= 1 && longestTarget <= maximumTargetUnits, "longest_target", longestTarget);
    check(
        maximumTargetUnits >= sources.batchSize() && maximumTargetUnits <= MOST_UNITS,
        "maximum_target_units",
        maximumTargetUnits);
    check(targetDropout >= 0 && targetDropout < 1, "target_dropout", targetDropout);
    check(labelSmoothing >= 0 && labelSmoothing < 1, "label_smoothing", labelSmoothing);
  }

  /** The part of a plan that is the transducer's. */
  public static TransducerPlan of(TrainingPlan plan) {
    return (TransducerPlan) plan.task();
  }

  @Override
  public String task() {
    return TASK;
  }

  @Override
  public String lossUnit() {
    return model.decoder() == DecoderType.CTC ? "pair" : "unit";
  }

  @Override
  public double unitsPerStep() {
    return sources.unitsPerStep();
  }

  @Override
  public StepMemory memory(int threads) {
    boolean ctc = model.decoder() == DecoderType.CTC;
    StepMemory encoder =
        sources.memory(model.encoder(), ctc ? model.targetVocabularySize() : 1, threads);
    return ctc ? encoder : plus(encoder, decoder(threads), attention());
  }

  private StepMemory decoder(int threads) {
    ItemPlan answers =
        new ItemPlan(sources.batchSize(), longestTarget, maximumTargetUnits, 1, 0, 0);
    EncoderConfig encoder = model.encoder();
    EncoderConfig decoder =
        new EncoderConfig(
            encoder.cell(),
            model.targetVocabularySize(),
            encoder.hiddenSize(),
            encoder.layerCount(),
            encoder.residual(),
            Directions.FORWARD);
    return answers.memory(decoder, model.targetVocabularySize(), threads);
  }

  /** Copies of the encoder's outputs, keys, queries, weights and contexts, and their gradients. */
  private StepMemory attention() {
    int hidden = model.encoder().hiddenSize();
    long width = (long) model.encoder().directions().all().size() * Strip.padded(hidden);
    long size =
        model.attention() == AttentionType.NONE
            ? 0
            : Strip.padded(Math.max(model.attentionSize(), hidden));
    long read = 2L * sources.maximumUnits() * (size == 0 ? 0 : width + size);
    long weights = size == 0 ? 0 : Strip.padded(sources.maximumLength());
    long written =
        maximumTargetUnits
            * (2 * (width + hidden) + 3 * size + (size == 0 ? 0 : 2 * width) + weights);
    return new StepMemory(0, read + written, 0, maximumTargetUnits * Math.max(width, weights));
  }

  private static StepMemory plus(StepMemory a, StepMemory b, StepMemory c) {
    return new StepMemory(
        a.transposes() + b.transposes() + c.transposes(),
        a.window() + b.window() + c.window(),
        a.evaluation() + b.evaluation() + c.evaluation(),
        Math.max(a.largestArray(), Math.max(b.largestArray(), c.largestArray())));
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = model.encoder().toJson();
    json.put("decoder", model.decoder().label());
    json.put("attention", model.attention().label());
    json.put("attention_size", (long) model.attentionSize());
    json.put("target_vocabulary_size", (long) model.targetVocabularySize());
    json.put("repeat_input", (long) model.repeatInput());
    json.put("reverse_source", model.reverseSource());
    json.put("longest_target", (long) longestTarget);
    json.put("maximum_target_units", (long) maximumTargetUnits);
    json.put("target_dropout", targetDropout);
    json.put("label_smoothing", labelSmoothing);
    json.put("best", best.label());
    json.putAll(sources.toJson());
    return json;
  }

  /**
   * The plan that {@link #toJson} gave.
   *
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  public static TransducerPlan of(JsonFields json) {
    return new TransducerPlan(
        new TransducerConfig(
            EncoderConfig.of(json),
            DecoderType.of(json.string("decoder")),
            AttentionType.of(json.string("attention")),
            json.integer("attention_size"),
            json.integer("target_vocabulary_size"),
            json.integer("repeat_input"),
            json.flag("reverse_source")),
        ItemPlan.of(json),
        json.integer("longest_target"),
        json.integer("maximum_target_units"),
        json.real("target_dropout"),
        json.real("label_smoothing"),
        TransducerMetric.of(json.string("best")));
  }
}
