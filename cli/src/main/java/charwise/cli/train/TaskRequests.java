package charwise.cli.train;

import charwise.cli.console.UserException;
import charwise.cli.option.WholeNumber;
import charwise.engine.data.Items;
import charwise.engine.ngram.NgramUse;
import charwise.engine.optimizer.Clipping;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.classifier.ClassifierMetric;
import charwise.engine.task.classifier.ClassifierRequest;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.tagger.TaggerMetric;
import charwise.engine.task.tagger.TaggerRequest;
import charwise.engine.task.transducer.TransducerMetric;
import charwise.engine.task.transducer.TransducerRequest;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the options ask of each task, as the engine takes it.
 *
 * @param begin when the program was called, by {@link System#nanoTime}
 */
record TaskRequests(
    TaskOptions task,
    ModelOptions model,
    BudgetOptions budget,
    LearningOptions learning,
    long begin) {
  ClassifierRequest classifier() {
    ClassifierMetric best = best(ClassifierMetric::of);
    return new ClassifierRequest(
        encoder(),
        task.pooling,
        ngrams(),
        task.balance == Balance.INVERSE,
        best == null ? ClassifierMetric.ACCURACY : best,
        stepBudget(),
        optimization(),
        learning.seed.seed());
  }

  TaggerRequest tagger() {
    return new TaggerRequest(
        encoder(),
        task.lexicon,
        best(TaggerMetric::of),
        stepBudget(),
        optimization(),
        learning.seed.seed());
  }

  TransducerRequest transducer() {
    return new TransducerRequest(
        encoder(),
        task.transduce.decoderOrDefault(),
        task.transduce.attention,
        WholeNumber.integer(task.transduce.repeatInput),
        task.transduce.reverseSource,
        best(TransducerMetric::of),
        stepBudget(),
        optimization(),
        learning.seed.seed());
  }

  PlanRequest language(Items items) {
    return new PlanRequest(
        model
            .network
            .shape(model.cell, model.hidden, model.layers, model.residual, model.dropout)
            .withWeightNoise(model.weightNoise),
        WholeNumber.integer(learning.batch),
        WholeNumber.integer(learning.bptt),
        stepBudget(),
        optimization(),
        items,
        learning.seed.seed(),
        ngrams());
  }

  private NgramUse ngrams() {
    return task.ngrams == null ? NgramUse.AUTO : task.ngrams;
  }

  private EncoderRequest encoder() {
    return new EncoderRequest(
        model.cell,
        WholeNumber.integer(model.hidden),
        WholeNumber.integer(model.layers),
        model.residual,
        task.directions,
        model.dropout,
        WholeNumber.integer(learning.batch));
  }

  private Budget stepBudget() {
    return new Budget(budget.epochs, budget.steps, budget.minutes, begin);
  }

  private OptimizationRequest optimization() {
    return new OptimizationRequest(
        learning.learningRate,
        learning.schedule,
        learning.warmup,
        learning.optimizer,
        learning.weightDecay,
        clipping());
  }

  private @Nullable Clipping clipping() {
    if (learning.clipValue != null) {
      return Clipping.value(learning.clipValue);
    }
    if (learning.clipNorm != null) {
      return learning.clipNorm > 0 ? Clipping.norm(learning.clipNorm) : Clipping.NONE;
    }
    return null;
  }

  private <T> @Nullable T best(Function<String, T> metric) {
    if (task.best == null) {
      return null;
    }
    try {
      return metric.apply(task.best);
    } catch (IllegalArgumentException e) {
      throw UserException.usage(String.valueOf(e.getMessage()), "--best", "see --help");
    }
  }
}
