package charwise.corpora;

import java.util.stream.IntStream;

/** What may follow a context of a {@link MarkovChain}, and where that leads. */
final class Followers {
  /** Code points. */
  final int[] units;

  /** How often each follows; positive. */
  final int[] weights;

  /** The context that each leads to. */
  final int[] targets;

  /** The sum of the weights. */
  final long total;

  /** Keeps the arrays. */
  Followers(int[] units, int[] weights, int[] targets) {
    this.units = units;
    this.weights = weights;
    this.targets = targets;
    this.total = IntStream.of(weights).asLongStream().sum();
  }

  /** In nats. */
  double entropy() {
    double entropy = 0;
    for (int weight : weights) {
      double probability = (double) weight / total;
      entropy -= probability * StrictMath.log(probability);
    }
    return entropy;
  }
}
