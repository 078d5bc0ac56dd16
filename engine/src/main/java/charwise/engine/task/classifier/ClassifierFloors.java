package charwise.engine.task.classifier;

import charwise.engine.data.LabelledItems;
import charwise.engine.measure.Calibration;
import charwise.engine.ngram.NgramBayes;

/**
 * What answers without a network are worth, so that it shows whether one earns its place:
 * accuracies on the validation items.
 *
 * @param majority of always naming the most frequent label
 * @param ngram of Bayes' rule over character n-grams, fitted to the training items
 */
public record ClassifierFloors(double majority, double ngram) {
  /** Measures them; NaN without validation items. */
  public static ClassifierFloors of(ClassifierData data) {
    return of(data.train(), data.validation());
  }

  private static ClassifierFloors of(LabelledItems train, LabelledItems test) {
    if (test.size() == 0) {
      return new ClassifierFloors(Double.NaN, Double.NaN);
    }
    int[] counts = train.counts();
    int most = 0;
    for (int k = 1; k < counts.length; k++) {
      most = counts[k] > counts[most] ? k : most;
    }
    NgramBayes bayes = new NgramBayes(train);
    float[] logits = new float[counts.length];
    int majority = 0;
    int ngram = 0;
    for (int i = 0; i < test.size(); i++) {
      bayes.logits(test.inputs().ids(), test.inputs().start(i), test.inputs().end(i), logits);
      int answer = Calibration.likeliest(logits, 0, logits.length);
      majority += test.target(i) == most ? 1 : 0;
      ngram += test.target(i) == answer ? 1 : 0;
    }
    return new ClassifierFloors((double) majority / test.size(), (double) ngram / test.size());
  }
}
