package charwise.engine.task.tagger;

import charwise.engine.loss.Loss;
import charwise.engine.task.Metric;
import charwise.engine.task.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How right the tags of lines are. */
public abstract class TagScore {
  TagScore() {}

  /**
   * Counts a line.
   *
   * @param guess the tags that the tagger gave it
   */
  public abstract void add(TaggedLine line, int[] guess);

  /** How many lines were counted. */
  public abstract long lines();

  /** The measures that make sense, in the order of reports; without {@link TaggerMetric#NATS}. */
  public abstract Map<TaggerMetric, Double> shares();

  /** The precision, recall and F1 of single kinds, by name; empty where there are none. */
  public abstract Map<String, Retrieval> retrievals();

  /** A share; 1 of none. */
  static double share(long right, long all) {
    return all == 0 ? 1 : (double) right / all;
  }

  /** The score of a model that is chosen by one of the measures. */
  Score score(Loss loss, TaggerMetric best) {
    Metric nats = Metric.nats(loss);
    Map<TaggerMetric, Metric> all = new EnumMap<>(TaggerMetric.class);
    shares().forEach((metric, share) -> all.put(metric, Metric.share(metric.key(), share)));
    List<Metric> others = new ArrayList<>();
    all.forEach(
        (metric, measured) -> {
          if (metric != best) {
            others.add(measured);
          }
        });
    return new Score(loss, all.getOrDefault(best, nats), others);
  }
}
