package charwise.engine.task.classifier;

/**
 * What an evaluation found to multiply logits by; their softmax is then calibrated on the
 * validation items.
 */
record ClassifierScore(double networkScale, double ngramScale) {
  /** Logits as they are, of the network alone. */
  static final ClassifierScore NONE = new ClassifierScore(1, 0);
}
