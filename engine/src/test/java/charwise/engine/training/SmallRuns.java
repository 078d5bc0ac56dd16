package charwise.engine.training;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledParts;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.Regularization;
import charwise.engine.task.language.TrainingText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts and plans that train in a moment. */
public final class SmallRuns {
  private SmallRuns() {}

  /** Lines of words drawn from a few, 90 % to train on. */
  public static TrainingText text(Items items) throws IOException {
    return text(items, Units.CODEPOINT);
  }

  /** The same in units of some kind; a code point is not always a byte. */
  public static TrainingText text(Items items, Units units) throws IOException {
    String[] words = {"the", "cat", "sat", "on", "a", "café", "and", "then", "ran"};
    RandomStream random = new RandomStream(3);
    StringBuilder text = new StringBuilder();
    while (text.length() < 4000) {
      text.append(words[random.nextInt(words.length)]).append(random.nextInt(5) == 0 ? '\n' : ' ');
    }
    text.append('\n');
    Corpus all =
        Corpus.builder(units)
            .items(items)
            .add(
                "words", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)))
            .build();
    int cut = all.length() * 9 / 10;
    char lineFeed = (char) all.vocabulary().id('\n');
    while (all.ids()[cut - 1] != lineFeed) {
      cut++;
    }
    return new TrainingText(all.slice(0, cut), all.slice(cut, all.length()));
  }

  /** Lines of words from one of three lists, the list being the condition, 90 % to train on. */
  public static TrainingText conditioned(Units units) throws IOException {
    String[][] words = {
      {"the", "cat", "sat"}, {"le", "café", "noir"}, {"and", "then", "ran", "on"}
    };
    RandomStream random = new RandomStream(4);
    var builder = LabelledItems.builder(units).lines();
    for (int line = 0; line < 250; line++) {
      int list = random.nextInt(words.length);
      StringBuilder text = new StringBuilder();
      for (int count = 1 + random.nextInt(5); count > 0; count--) {
        text.append(words[list][random.nextInt(words[list].length)]).append(count > 1 ? " " : "");
      }
      builder.add(text.toString(), "list " + list, "line " + line);
    }
    return TrainingText.of(LabelledParts.split(builder.build(), 0.1));
  }

  public static TrainingPlan plan(TrainingText text, CellType cell, OptimizerType optimizer) {
    return plan(text, new RecurrentConfig(cell, 19, 2, true), optimizer);
  }

  public static TrainingPlan plan(
      TrainingText text, NetworkConfig network, OptimizerType optimizer) {
    double peak = optimizer == OptimizerType.SGD ? 0.1 : 0.01;
    return plan(
        new LanguageModelConfig(network, text.train().vocabulary().size(), 0),
        new BatchPlan(Items.NONE, 5, 9, 0.1),
        new OptimizationPlan(
            optimizer, new LearningRate(ScheduleType.COSINE, peak, 2, 24), 0.01, Clipping.norm(5)));
  }

  private static TrainingPlan plan(
      LanguageModelConfig model, BatchPlan batches, OptimizationPlan optimization) {
    return new TrainingPlan(
        new LanguagePlan(model, batches, new Regularization(0.1, 0.1, 0)),
        optimization,
        11,
        8,
        OnDivergence.STOP);
  }

  /** A plan of a few hundred weights and twelve steps. */
  public static TrainingPlan tiny(TrainingText text) {
    return new TrainingPlan(
        new LanguagePlan(
            new LanguageModelConfig(CellType.RNN, text.train().vocabulary().size(), 4, 1, false),
            new BatchPlan(Items.NONE, 2, 4, 0),
            Regularization.NONE),
        constantRate(OptimizerType.ADAM, 0.01, 12),
        11,
        4,
        OnDivergence.STOP);
  }

  public static TrainingPlan lines(TrainingPlan plan) {
    OptimizationPlan optimization = plan.optimization();
    return plan(
        LanguagePlan.of(plan).model(),
        new BatchPlan(
            Items.LINE,
            LanguagePlan.of(plan).batches().batchSize(),
            LanguagePlan.of(plan).batches().timeSteps(),
            0),
        new OptimizationPlan(
            optimization.optimizer(),
            optimization.rate(),
            optimization.weightDecay(),
            Clipping.value(0.5)));
  }

  /** A plan whose weights grow a hundredfold with each step, or less after a few rewinds. */
  public static TrainingPlan exploding(TrainingText text, OnDivergence answer) {
    return plan(
            new LanguageModelConfig(CellType.LSTM, text.train().vocabulary().size(), 19, 2, true),
            new BatchPlan(Items.NONE, 5, 9, 0.1),
            new OptimizationPlan(
                OptimizerType.ADAM,
                new LearningRate(ScheduleType.CONSTANT, 0.01, 0, 40),
                1e4,
                Clipping.norm(5)))
        .withOnDivergence(answer);
  }

  /** The plan at another rate that never falls, with neither clipping nor decay nor dropout. */
  public static TrainingPlan withRate(TrainingPlan plan, double rate, long steps) {
    return new TrainingPlan(
        new LanguagePlan(
            LanguagePlan.of(plan).model(), LanguagePlan.of(plan).batches(), Regularization.NONE),
        constantRate(plan.optimization().optimizer(), rate, steps),
        plan.seed(),
        plan.evaluationEvery(),
        OnDivergence.STOP);
  }

  private static OptimizationPlan constantRate(OptimizerType optimizer, double rate, long steps) {
    return new OptimizationPlan(
        optimizer, new LearningRate(ScheduleType.CONSTANT, rate, 0, steps), 0, Clipping.NONE);
  }

  /** A new run from fresh weights. */
  public static Trainer start(TrainingPlan plan, TrainingText text, int threads, RunFiles files) {
    return Trainer.start(plan, LanguageTask.of(plan, text), threads, files);
  }

  /** Goes on with an interrupted run. */
  public static Trainer resume(RunFiles files, TrainingText text, int threads) throws IOException {
    return Trainer.resume(files, LanguagePlan::of, plan -> LanguageTask.of(plan, text), threads);
  }
}
