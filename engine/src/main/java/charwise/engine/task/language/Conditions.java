package charwise.engine.task.language;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.Labels;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The conditions that the texts of a model stand under, by their ids, and what follows from them
 * for a text that bears none: Bayes' rule, P(condition | text) ∝ P(condition) · P(text |
 * condition).
 *
 * @param names each once, none empty; no names for a model that knows no conditions
 * @param counts of the texts that the model learnt under each, at least 0 and not all 0: their
 *     shares are P(condition)
 */
public record Conditions(List<String> names, List<Long> counts) {
  /** Of a model that knows none. */
  public static final Conditions NONE = new Conditions(List.of(), List.of());

  /** Keeps copies. */
  public Conditions {
    names = List.copyOf(names);
    counts = List.copyOf(counts);
    if (names.size() > Labels.MAXIMUM_SIZE
        || names.contains("")
        || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "conditions need names, each another, up to " + Labels.MAXIMUM_SIZE);
    }
    if (counts.size() != names.size()
        || counts.stream().anyMatch(count -> count < 0)
        || (!counts.isEmpty() && counts.stream().allMatch(count -> count == 0))) {
      throw new IllegalArgumentException("conditions need counts, none below 0 and not all 0");
    }
  }

  /** Those of the items that a model learns from. */
  public static Conditions of(LabelledItems items) {
    return new Conditions(
        items.labels().names(),
        Arrays.stream(items.counts()).mapToObj(count -> (long) count).toList());
  }

  /** How many there are. */
  public int size() {
    return names.size();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * The id of a name, or {@link LanguageModelConfig#NO_CONDITION} if there is no such condition.
   */
  public int id(String name) {
    return names.indexOf(name);
  }

  /** The condition of the most texts; of several the first. */
  public int mostFrequent() {
    int most = 0;
    for (int k = 1; k < size(); k++) {
      most = counts.get(k) > counts.get(most) ? k : most;
    }
    return most;
  }

  /**
   * The probability of each condition given a text.
   *
   * @param nats minus the logarithm of the text's probability under each, from {@code from} on
   */
  public double[] posterior(double[] nats, int from) {
    double[] posterior = new double[size()];
    double best = logJoint(nats, from, likeliest(nats, from));
    double sum = 0;
    for (int k = 0; k < posterior.length; k++) {
      posterior[k] = StrictMath.exp(logJoint(nats, from, k) - best);
      sum += posterior[k];
    }
    for (int k = 0; k < posterior.length; k++) {
      posterior[k] /= sum;
    }
    return posterior;
  }

  /** The likeliest condition given a text, as {@link #posterior} has it; of several the first. */
  public int likeliest(double[] nats, int from) {
    int best = mostFrequent();
    for (int k = 0; k < size(); k++) {
      double logJoint = logJoint(nats, from, k);
      double logBest = logJoint(nats, from, best);
      if (logJoint > logBest || (logJoint == logBest && k < best)) {
        best = k;
      }
    }
    return best;
  }

  /** log(count · P(text | condition)). */
  private double logJoint(double[] nats, int from, int condition) {
    return StrictMath.log(counts.get(condition)) - nats[from + condition];
  }
}
