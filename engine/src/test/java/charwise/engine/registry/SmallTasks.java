package charwise.engine.registry;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledItemsBuilder;
import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.ngram.NgramUse;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.Task;
import charwise.engine.task.classifier.ClassifierData;
import charwise.engine.task.classifier.ClassifierMetric;
import charwise.engine.task.classifier.ClassifierRecipe;
import charwise.engine.task.classifier.ClassifierRequest;
import charwise.engine.task.classifier.ClassifierTask;
import charwise.engine.task.tagger.Restoration;
import charwise.engine.task.tagger.RestorationItems;
import charwise.engine.task.tagger.TaggerData;
import charwise.engine.task.tagger.TaggerRecipe;
import charwise.engine.task.tagger.TaggerRequest;
import charwise.engine.task.tagger.TaggerTask;
import charwise.engine.task.tagger.TokenItems;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.TransducerData;
import charwise.engine.task.transducer.TransducerMetric;
import charwise.engine.task.transducer.TransducerRecipe;
import charwise.engine.task.transducer.TransducerRequest;
import charwise.engine.task.transducer.TransducerTask;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.RunFiles;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs of tasks that take a moment, on words of a few letters. */
public enum SmallTasks {
  /** Labels. */
  CLASSIFY {
    @Override
    Run run(int hidden, long steps) throws IOException {
      return classify(hidden, steps, NgramUse.OFF);
    }
  },
  /** Labels, with n-grams. */
  CLASSIFY_NGRAMS {
    @Override
    Run run(int hidden, long steps) throws IOException {
      return classify(hidden, steps, NgramUse.ON);
    }
  },
  /** Capitals put back. */
  RESTORE {
    @Override
    Run run(int hidden, long steps) throws IOException {
      String text = "Anna and Émile\nthe cat\nParis saw Anna\n".repeat(9);
      Corpus corpus =
          Corpus.builder(Units.CODEPOINT)
              .items(Items.LINE)
              .add("text", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
              .build();
      return tag(
          RestorationItems.of(Set.of(Restoration.CASE, Restoration.DIACRITICS), corpus, null, 0.2),
          hidden,
          steps);
    }
  },
  /** Tokens in names. */
  ENTITIES {
    @Override
    Run run(int hidden, long steps) throws IOException {
      TokenItems items = new TokenItems();
      RandomStream random = new RandomStream(4);
      for (int i = 0; i < 40; i++) {
        items.add(List.of(word(random), "Anna", word(random)), List.of("O", "B-PER", "O"), "items");
      }
      return tag(items.build(0.2), hidden, steps);
    }
  },
  /** Answers by attention. */
  TRANSDUCE {
    @Override
    Run run(int hidden, long steps) throws IOException {
      return transduce(hidden, steps, DecoderType.ATTENTION);
    }
  },
  /** Answers by CTC. */
  CTC {
    @Override
    Run run(int hidden, long steps) throws IOException {
      return transduce(hidden, steps, DecoderType.CTC);
    }
  };

  private static final long SEED = 7;

  /** A plan, and the task that carries one out. */
  public record Run(TrainingPlan plan, Function<TrainingPlan, Task> task) {
    /** Carries it out on some threads; after each of the steps given it is stopped and resumed. */
    public void train(RunFiles files, int threads, List<Integer> stops) throws IOException {
      for (int part = 0; part <= stops.size(); part++) {
        long stop = part < stops.size() ? stops.get(part) : Long.MAX_VALUE;
        try (Trainer trainer =
            part == 0
                ? Trainer.start(plan, task.apply(plan), threads, files)
                : Trainer.resume(files, TaskType::plan, task, threads)) {
          trainer.run(
              event -> {
                if (event instanceof Progress progress && progress.step() == stop) {
                  trainer.stop();
                }
              });
        }
      }
    }

    /** Carries out its first step, and leaves model and checkpoint. */
    public void begin(RunFiles files) throws IOException {
      try (Trainer trainer = Trainer.start(plan, task.apply(plan), 1, files)) {
        trainer.stop();
        trainer.run(event -> {});
      }
    }
  }

  /** The run with layers of so many units. */
  public Run run(int hidden) throws IOException {
    return run(hidden, 14);
  }

  abstract Run run(int hidden, long steps) throws IOException;

  private static String word(RandomStream random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      word.append("abé".charAt(random.nextInt(3)));
    }
    return word.toString();
  }

  private static Run classify(int hidden, long steps, NgramUse use) throws IOException {
    RandomStream random = new RandomStream(3);
    LabelledItemsBuilder builder = LabelledItems.builder(Units.CODEPOINT);
    for (int i = 0; i < 60; i++) {
      String word = word(random);
      builder.add(word, word.contains("a") ? "with a" : "without", "items");
    }
    ClassifierData data = ClassifierData.split(builder.build(), 0.2);
    @Nullable NgramLinear ngrams = ClassifierTask.ngrams(use, data, true, SEED);
    TrainingPlan plan =
        ClassifierRecipe.plan(
            new ClassifierRequest(
                new EncoderRequest(CellType.LSTM, hidden, 2, null, Directions.BOTH, 0.1, 9),
                PoolingType.MEAN,
                use,
                true,
                ClassifierMetric.ACCURACY,
                Budget.ofSteps(steps),
                OptimizationRequest.OPEN,
                SEED),
            data,
            ngrams,
            1);
    return new Run(plan, planned -> ClassifierTask.of(planned, data, ngrams));
  }

  private static Run tag(TaggerData data, int hidden, long steps) {
    TrainingPlan plan =
        TaggerRecipe.plan(
            new TaggerRequest(
                new EncoderRequest(CellType.GRU, hidden, 2, null, Directions.BOTH, 0.1, 9),
                null,
                null,
                Budget.ofSteps(steps),
                OptimizationRequest.OPEN,
                SEED),
            data,
            1);
    return new Run(plan, planned -> TaggerTask.of(planned, data));
  }

  private static Run transduce(int hidden, long steps, DecoderType decoder) throws IOException {
    RandomStream random = new RandomStream(5);
    PairsBuilder builder = Pairs.builder(Units.CODEPOINT, TargetUnits.CODEPOINT);
    for (int i = 0; i < 60; i++) {
      String word = word(random);
      builder.add(word, List.of(), new StringBuilder(word).reverse().toString(), "pairs");
    }
    TransducerData data = TransducerData.split(builder.build(), 0.2);
    boolean ctc = decoder == DecoderType.CTC;
    TrainingPlan plan =
        TransducerRecipe.plan(
            new TransducerRequest(
                new EncoderRequest(
                    CellType.GRU_RESET_AFTER, hidden, 2, null, Directions.BOTH, 0.1, 9),
                decoder,
                ctc ? null : AttentionType.BAHDANAU,
                ctc ? 2 : null,
                false,
                TransducerMetric.NATS,
                Budget.ofSteps(steps),
                OptimizationRequest.OPEN,
                SEED),
            data,
            1);
    return new Run(plan, planned -> TransducerTask.of(planned, data));
  }
}
