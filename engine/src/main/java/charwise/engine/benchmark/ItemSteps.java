package charwise.engine.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import charwise.engine.data.Corpus;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledItemsBuilder;
import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.Units;
import charwise.engine.ngram.NgramUse;
import charwise.engine.registry.TaskType;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.Task;
import charwise.engine.task.classifier.ClassifierData;
import charwise.engine.task.classifier.ClassifierMetric;
import charwise.engine.task.classifier.ClassifierRecipe;
import charwise.engine.task.classifier.ClassifierRequest;
import charwise.engine.task.classifier.ClassifierTask;
import charwise.engine.task.tagger.PairItems;
import charwise.engine.task.tagger.TaggerData;
import charwise.engine.task.tagger.TaggerRecipe;
import charwise.engine.task.tagger.TaggerRequest;
import charwise.engine.task.tagger.TaggerTask;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.TransducerData;
import charwise.engine.task.transducer.TransducerRecipe;
import charwise.engine.task.transducer.TransducerRequest;
import charwise.engine.task.transducer.TransducerTask;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A task that learns items without meaning, all of one length, for measuring speed alone. What a
 * request leaves open is chosen as for a user's items.
 */
public record ItemSteps(TrainingPlan plan, Task task) {
  private static final int BATCHES = 16;
  private static final int USUAL_BATCH = 64;

  /** More than are measured. */
  private static final Budget BUDGET = Budget.ofSteps(1_000_000);

  /** The labels, and the tags. */
  private static final int KINDS = 8;

  private static final String PLACE = "made up";

  /**
   * Makes items up.
   *
   * @param type a task that learns items
   * @param encoder the layers asked for, and the batch
   * @param vocabularySize distinct units, at the most
   * @param length units of each item, and of each answer
   * @throws IllegalArgumentException if the task learns no items
   */
  public static ItemSteps of(
      TaskType type, EncoderRequest encoder, int vocabularySize, int length) {
    Integer batch = encoder.batchSize();
    int count = BATCHES * (batch == null ? USUAL_BATCH : batch);
    List<String> texts = texts(count, length, vocabularySize);
    try {
      return switch (type) {
        case CLASSIFY -> classify(encoder, texts);
        case TAG -> tag(encoder, texts, texts(count, length, KINDS));
        case TRANSDUCE -> transduce(encoder, texts);
        case GENERATE -> throw new IllegalArgumentException("a text is no items");
      };
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ItemSteps classify(EncoderRequest encoder, List<String> texts) throws IOException {
    LabelledItemsBuilder builder = LabelledItems.builder(Units.CODEPOINT);
    for (int i = 0; i < texts.size(); i++) {
      builder.add(texts.get(i), "label " + i % KINDS, PLACE);
    }
    LabelledItems items = builder.build();
    var data = new ClassifierData(items, items);
    var request =
        new ClassifierRequest(
            encoder,
            null,
            NgramUse.OFF,
            false,
            ClassifierMetric.ACCURACY,
            BUDGET,
            OptimizationRequest.OPEN,
            1);
    TrainingPlan plan = ClassifierRecipe.plan(request, data, null, 1);
    return new ItemSteps(plan, ClassifierTask.of(plan, data, null));
  }

  private static ItemSteps tag(EncoderRequest encoder, List<String> texts, List<String> tags)
      throws IOException {
    var items = new PairItems();
    for (int i = 0; i < texts.size(); i++) {
      items.add(texts.get(i), tags.get(i), PLACE);
    }
    items.startValidation();
    items.add(texts.getFirst(), tags.getFirst(), PLACE);
    TaggerData data = items.build(0);
    var request = new TaggerRequest(encoder, null, null, BUDGET, OptimizationRequest.OPEN, 1);
    TrainingPlan plan = TaggerRecipe.plan(request, data, 1);
    return new ItemSteps(plan, TaggerTask.of(plan, data));
  }

  private static ItemSteps transduce(EncoderRequest encoder, List<String> texts)
      throws IOException {
    PairsBuilder builder = Pairs.builder(Units.CODEPOINT, TargetUnits.CODEPOINT);
    for (int i = 0; i < texts.size(); i++) {
      builder.add(texts.get(i), List.of(), texts.get(texts.size() - 1 - i), PLACE);
    }
    Pairs pairs = builder.build();
    TransducerData data = TransducerData.of(pairs, pairs);
    var request =
        new TransducerRequest(
            encoder,
            DecoderType.ATTENTION,
            null,
            null,
            false,
            null,
            BUDGET,
            OptimizationRequest.OPEN,
            1);
    TrainingPlan plan = TransducerRecipe.plan(request, data, 1);
    return new ItemSteps(plan, TransducerTask.of(plan, data));
  }

  private static List<String> texts(int count, int length, int vocabularySize) {
    Corpus all =
        SyntheticText.of(
            SyntheticText.vocabulary(vocabularySize), Math.multiplyExact(count, length));
    return IntStream.range(0, count)
        .mapToObj(i -> new String(all.slice(i * length, (i + 1) * length).bytes(), UTF_8))
        .toList();
  }
}
